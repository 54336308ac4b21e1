import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export function flipped(bytes, byte, bit) {
  const changed = Buffer.from(bytes);
  changed[byte] ^= 1 << bit;
  return changed;
}

// Flips the lowest bit of one byte, or of the middle one.
export function flip(file, byte) {
  const bytes = readFileSync(file);
  writeFileSync(file, flipped(bytes, byte === undefined ? bytes.length >> 1 : Number(byte), 0));
}

// Up to count different numbers below n, drawn from the seed alone.
export function sample(seed, n, count) {
  const drawn = new Set();
  for (let i = 0; drawn.size < Math.min(count, n); i++) {
    drawn.add(createHash('sha256').update(`${seed} ${i}`).digest().readUIntBE(0, 6) % n);
  }
  return drawn;
}

// Writes copies of a file, each with one flipped bit, into a folder: BYTE-BIT.
export function flippedCopies(file, seed, count, folder) {
  const bytes = readFileSync(file);
  mkdirSync(folder);
  for (const position of sample(seed, bytes.length * 8, Number(count))) {
    writeFileSync(join(folder, `${position >> 3}-${position & 7}`), flipped(bytes, position >> 3, position & 7));
  }
}
