import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { bundleFromJSON, bundleToJSON } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import { parseHead, parseNote, utf8 } from './note.mjs';
import { postQuantumKey, verifyPostQuantum } from './postquantum.mjs';

const SUFFIX = '.sigstore.json';

export const bundles = (dir) =>
  readdirSync(join(dir, 'statements'))
    .filter((name) => name.endsWith(SUFFIX))
    .map((name) => join('statements', name));

// A function that throws unless a bundle's bytes hold for the statement beside the named file.
export function sigstoreCheck(dir) {
  const root = readFileSync(join(dir, 'trusted_root.json'), 'utf8');
  const trusted = TrustedRoot.fromJSON(JSON.parse(root));
  const key = postQuantumKey(dir);
  return (bytes, file) => {
    const beside = (suffix) => readFileSync(join(dir, file.slice(0, -SUFFIX.length) + suffix));
    const statement = beside('.json');
    const { envelope } = verifyBundle(bytes, statement, beside('.spki'), trusted);
    verifyPostQuantum(Buffer.from(envelope), key);
  };
}

// What a client of Sigstore does, without an observer's time and with the statement's key; then what it passes over.
function verifyBundle(bytes, statement, spki, trusted) {
  const text = utf8(bytes);
  const json = JSON.parse(text);
  const bundle = bundleFromJSON(json);
  const hint = createHash('sha256').update(spki).digest('base64url');
  const material = toTrustMaterial(trusted, { [hint]: { rawBytes: spki } });
  new Verifier(material, { timestampThreshold: 0 }).verify(toSignedEntity(bundle, statement));
  agrees('spelling of the JSON', JSON.stringify(json), text);
  agrees('members and their spelling', bundleToJSON(bundle), json);
  agrees('media type', json.mediaType, 'application/vnd.dev.sigstore.bundle.v0.3+json');
  const { messageDigest } = json.messageSignature;
  agrees('digest', messageDigest.algorithm, 'SHA2_256');
  agrees('digest', messageDigest.digest, createHash('sha256').update(statement).digest('base64'));
  const [entry] = json.verificationMaterial.tlogEntries;
  const { checkpoint, logIndex, rootHash, treeSize } = entry.inclusionProof;
  const { body, signatures } = parseNote(checkpoint.envelope);
  const head = parseHead(body);
  agrees('index', entry.logIndex, logIndex);
  agrees('root', rootHash, head.root);
  agrees('size', treeSize, head.size);
  agrees('log', entry.logId, TrustedRoot.toJSON(trusted).tlogs[0].logId);
  // The verifier takes the name on a signature line for a regular expression, in which `|` and `.` match too much.
  const id = Buffer.from(entry.logId.keyId, 'base64').subarray(0, 4);
  agrees('signer', signatures.find(({ keyId }) => keyId.equals(id)).name, head.origin);
  return checkpoint;
}

function agrees(what, seen, expected) {
  if (!isDeepStrictEqual(seen, expected)) {
    throw new Error(`the bundle has another ${what}`);
  }
}

export function sigstore(dir) {
  const check = sigstoreCheck(dir);
  const files = bundles(dir);
  if (files.length === 0) {
    throw new Error('there are no bundles');
  }
  for (const file of files) {
    check(readFileSync(join(dir, file)), file);
  }
  console.log(`  ${files.length} Sigstore bundles`);
}
