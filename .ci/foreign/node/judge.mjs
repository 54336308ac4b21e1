import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { flipped, sample } from './bits.mjs';
import { postQuantumKey, verifyPostQuantum } from './postquantum.mjs';
import { bundles, sigstoreCheck } from './sigstore.mjs';

const BITS_OF_A_BUNDLE = 2500;

// What Go accepted with one flipped bit must be refused here: all of it lies in the lines of the ML-DSA-44 key.
export function judge(dir, list) {
  const key = postQuantumKey(dir);
  const flips = JSON.parse(readFileSync(list, 'utf8'));
  for (const { file, byte, bit } of flips) {
    const changed = flipped(readFileSync(join(dir, file)), byte, bit);
    mustRefuse(file, byte, bit, () => verifyPostQuantum(noteIn(file, changed), key));
  }
  console.log(`  ${flips.length} flips were left over by Go, and refused by @noble/post-quantum`);
}

function noteIn(file, bytes) {
  if (file.startsWith('checkpoint-')) {
    return bytes;
  }
  if (file.endsWith('.tlog-proof')) {
    return bytes.subarray(bytes.indexOf('\n\n') + 2);
  }
  // Nothing here could refuse it.
  throw new Accepted(`${file} has no signature of the ML-DSA-44 key`);
}

class Accepted extends Error {}

function mustRefuse(file, byte, bit, check) {
  try {
    check();
  } catch (error) {
    if (!(error instanceof Accepted)) {
      return;
    }
  }
  throw new Error(`${file} is accepted with bit ${bit} of byte ${byte} flipped`);
}

// Flips a sample of the bits of every bundle.
export function flipBundles(dir, seed) {
  const check = sigstoreCheck(dir);
  const files = bundles(dir);
  let count = 0;
  for (const file of files) {
    const bytes = readFileSync(join(dir, file));
    check(bytes, file);
    for (const position of sample(`${seed} ${file}`, bytes.length * 8, BITS_OF_A_BUNDLE)) {
      const [byte, bit] = [position >> 3, position & 7];
      mustRefuse(file, byte, bit, () => check(flipped(bytes, byte, bit), file));
      count++;
    }
  }
  console.log(`  bundles        ${String(files.length).padStart(3)} files, ${String(count).padStart(6)} flips, all refused`);
}
