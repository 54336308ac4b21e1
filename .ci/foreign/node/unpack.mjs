import { createHash, createPublicKey } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

// The last statement of a receipt as the files that other tools take. The entry is put together from nothing but the
// statement's digest, signature and key, as docs/formats.md says: so the proof is about this statement.
export function unpack(receipt, target) {
  const { statements, keys } = JSON.parse(readFileSync(receipt, 'utf8'));
  const { bytes, signature } = statements.at(-1);
  const statement = Buffer.from(bytes, 'base64');
  const digest = createHash('sha256').update(statement).digest();
  const keyId = JSON.parse(statement).key;
  const spki = keys.statement.find(
    (key) => createHash('sha256').update(Buffer.from(key, 'base64')).digest('base64url') === keyId,
  );
  createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' });
  writeFileSync(`${target}.json`, statement);
  writeFileSync(`${target}.sig`, Buffer.from(signature, 'base64'));
  writeFileSync(`${target}.spki`, Buffer.from(spki, 'base64'));
  writeFileSync(`${target}.entry`, entry(digest.toString('base64'), signature, spki));
}

// RFC 8785: members sorted, no white space. JSON.stringify keeps the order in which they are written here.
const entry = (digest, content, rawBytes) =>
  JSON.stringify({
    apiVersion: '0.0.2',
    kind: 'hashedrekord',
    spec: {
      hashedRekordV002: {
        data: { algorithm: 'SHA2_256', digest },
        signature: { content, verifier: { keyDetails: 'PKIX_ECDSA_P256_SHA_256', publicKey: { rawBytes } } },
      },
    },
  });
