// A signed note, read strictly: its lines, put together again, must be the same text.
export function parseNote(text) {
  const blank = text.lastIndexOf('\n\n');
  const body = text.slice(0, blank + 1);
  const signatures = [...text.slice(blank + 2).matchAll(/([^\n]*)\n/g)].map(([, line]) => {
    const [dash, name, base64] = line.split(' ');
    const bytes = Buffer.from(base64 ?? '', 'base64');
    if (`${dash} ${name} ${bytes.toString('base64')}` !== line || dash !== '\u2014' || bytes.length < 5) {
      throw new Error('a signature line in another spelling');
    }
    return { line, name, keyId: bytes.subarray(0, 4), signature: bytes.subarray(4) };
  });
  if (blank < 0 || body + '\n' + signatures.map(({ line }) => line + '\n').join('') !== text) {
    throw new Error('not a note');
  }
  return { body, signatures };
}

// The three lines of a checkpoint.
export function parseHead(body) {
  const [origin, size, root, ...rest] = body.split('\n');
  if (rest.length !== 1 || rest[0] !== '' || !/^(0|[1-9][0-9]*)$/.test(size)) {
    throw new Error('not a checkpoint');
  }
  return { origin, size, root };
}

export const utf8 = (bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
