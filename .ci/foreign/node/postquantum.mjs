import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ml_dsa44 } from '@noble/post-quantum/ml-dsa.js';
import { parseHead, parseNote, utf8 } from './note.mjs';

const ML_DSA_44 = 6;

// The ML-DSA-44 key that the log's policy (C2SP tlog-policy) names as a witness.
export function postQuantumKey(dir) {
  for (const line of readFileSync(join(dir, 'policy'), 'utf8').split('\n')) {
    const [word, , vkey] = line.split(/[ \t]+/);
    if (word === 'witness') {
      const [name, id, ...rest] = vkey.split('+');
      const typed = Buffer.from(rest.join('+'), 'base64');
      const keyId = createHash('sha256').update(`${name}\n`).update(typed).digest().subarray(0, 4);
      if (typed[0] === ML_DSA_44 && typed.length === 1313 && keyId.toString('hex') === id) {
        return { name, keyId, raw: typed.subarray(1) };
      }
    }
  }
  throw new Error('the policy names no ML-DSA-44 key');
}

// Verifies the key's line on a checkpoint, as C2SP tlog-cosignature says: time ‖ signature, over the message below.
export function verifyPostQuantum(note, key) {
  const { body, signatures } = parseNote(utf8(note));
  const head = parseHead(body);
  const lines = signatures.filter(({ name, keyId }) => name === key.name && keyId.equals(key.keyId));
  if (lines.length !== 1 || lines[0].signature.length !== 8 + 2420) {
    throw new Error('there is not one line of the ML-DSA-44 key');
  }
  const time = lines[0].signature.subarray(0, 8);
  const signature = lines[0].signature.subarray(8);
  if (!ml_dsa44.verify(signature, cosignedMessage(key.name, time, head), key.raw)) {
    throw new Error('the ML-DSA-44 signature does not hold');
  }
}

function cosignedMessage(cosigner, time, { origin, size, root }) {
  const end = Buffer.alloc(8);
  end.writeBigUInt64BE(BigInt(size));
  return Buffer.concat([
    Buffer.from('subtree/v1\n\0'),
    vector(cosigner),
    time,
    vector(origin),
    Buffer.alloc(8),
    end,
    Buffer.from(root, 'base64'),
  ]);
}

// opaque <1..2^8-1>: a byte of length, then the bytes.
function vector(text) {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

export function postQuantum(dir) {
  const key = postQuantumKey(dir);
  for (const name of ['checkpoint-1', 'checkpoint-2']) {
    verifyPostQuantum(readFileSync(join(dir, name)), key);
  }
  console.log('  the ML-DSA-44 signatures of two checkpoints');
}
