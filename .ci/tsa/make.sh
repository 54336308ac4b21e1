#!/usr/bin/env bash
# Makes two throw-away time-stamping authorities, rsa and ec, below one root: make.sh FOLDER ADDRESS-OF-LISTS
set -euo pipefail
folder=$(realpath "$1")
lists=$2
cd "$folder"

openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj '/CN=Test root' \
  -keyout root.key -out root.pem \
  -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' 2> /dev/null

# The register that openssl needs to write a revocation list.
: > index.txt
echo 01 > crlnumber
cat > ca.cnf <<END
[ca]
default_ca = root
[root]
database = $folder/index.txt
crlnumber = $folder/crlnumber
certificate = $folder/root.pem
private_key = $folder/root.key
default_md = sha256
default_crl_days = 30
END
openssl ca -config ca.cnf -gencrl -out root.crl.pem 2> /dev/null
openssl crl -in root.crl.pem -outform DER -out root.crl

for kind in rsa ec; do
  case $kind in
    rsa) key=(-newkey rsa:3072) ;;
    ec) key=(-newkey ec -pkeyopt ec_paramgen_curve:P-256) ;;
  esac
  openssl req "${key[@]}" -nodes -keyout $kind.key -out $kind.csr -subj "/CN=Test authority $kind" 2> /dev/null
  cat > $kind.ext <<END
basicConstraints = critical,CA:FALSE
keyUsage = critical,digitalSignature
extendedKeyUsage = critical,timeStamping
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
crlDistributionPoints = URI:$lists/root.crl
END
  openssl x509 -req -in $kind.csr -CA root.pem -CAkey root.key -CAcreateserial -days 3650 \
    -extfile $kind.ext -out $kind.pem 2> /dev/null
  echo 01 > $kind.serial
  cat > $kind.cnf <<END
[tsa]
default_tsa = only
[only]
serial = $folder/$kind.serial
signer_cert = $folder/$kind.pem
certs = $folder/root.pem
signer_key = $folder/$kind.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256, sha512
accuracy = secs:1
clock_precision_digits = 3
ess_cert_id_alg = sha256
tsa_name = yes
END
done
