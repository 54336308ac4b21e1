// Checks with packages of npm, and the small tools that the checks share.
//
//   main.mjs post-quantum DIR        verifies the ML-DSA-44 lines of the checkpoints
//   main.mjs sigstore DIR            verifies the Sigstore bundles
//   main.mjs judge DIR FLIPS         must refuse every flipped bit that the tool before accepted
//   main.mjs flip-bundles DIR SEED   flips bits of the Sigstore bundles; all must be refused
//   main.mjs unpack RECEIPT TARGET   takes the newest statement out of a receipt: TARGET.json, .sig, .spki, .entry
//   main.mjs flip FILE [BYTE]        flips one bit
//   main.mjs flipped FILE SEED COUNT FOLDER   writes copies of a file, each with one flipped bit
import { flip, flippedCopies } from './bits.mjs';
import { flipBundles, judge } from './judge.mjs';
import { postQuantum } from './postquantum.mjs';
import { sigstore } from './sigstore.mjs';
import { unpack } from './unpack.mjs';

const commands = {
  'post-quantum': postQuantum,
  sigstore,
  judge,
  'flip-bundles': flipBundles,
  unpack,
  flip,
  flipped: flippedCopies,
};

const [name, ...args] = process.argv.slice(2);
try {
  commands[name](...args);
} catch (error) {
  console.error(`refused: ${error.message}`);
  process.exit(1);
}
