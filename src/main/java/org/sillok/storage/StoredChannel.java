package org.sillok.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** An object open for reading, whose failures are the store's. */
final class StoredChannel implements SeekableByteChannel {
    private final FileChannel file;
    private final StorageFault fault;

    StoredChannel(FileChannel file, StorageFault fault) {
        this.file = file;
        this.fault = fault;
    }

    @Override
    public int read(ByteBuffer target) throws ClosedChannelException {
        return guarded(() -> file.read(target));
    }

    @Override
    public long position() throws ClosedChannelException {
        return guarded(file::position);
    }

    @Override
    public SeekableByteChannel position(long position) throws ClosedChannelException {
        guarded(() -> file.position(position));
        return this;
    }

    @Override
    public long size() throws ClosedChannelException {
        return guarded(file::size);
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return file.isOpen();
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw fault.reading(e);
        }
    }

    private interface Reading<T> {
        T run() throws IOException;
    }

    private <T> T guarded(Reading<T> reading) throws ClosedChannelException {
        try {
            return reading.run();
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw fault.reading(e);
        }
    }
}
