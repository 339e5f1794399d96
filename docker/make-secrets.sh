#!/bin/sh
# Makes docker/secrets/ once: database passwords and addresses, the token secret, and the key that signs receipts and log heads.
# Compose mounts these files into the containers with the mode they have here, and there other users (node, postgres) read them;
# therefore the files are readable and the folder around them is closed.
set -eu
umask 077
cd "$(dirname "$0")"
if [ -e secrets ]; then
  echo "docker/secrets exists already; nothing was changed" >&2
  exit 1
fi
mkdir secrets
cd secrets

put() { printf '%s' "$2" >"$1"; }
put postgres_password "$(openssl rand -hex 24)"
for role in app owner worker; do
  password=$(openssl rand -hex 24)
  put "lambi_${role}_password" "$password"
  put "lambi_${role}_url" "postgres://lambi_${role}:${password}@postgres:5432/lambi"
done
put token_secret "$(openssl rand -base64 48 | tr -d '\n')"
put vault_secret "$(openssl rand -base64 48 | tr -d '\n')"
openssl genpkey -algorithm ed25519 -out audit_signing_key.pem
chmod 0444 ./*
echo "made docker/secrets; keep a copy of audit_signing_key.pem, token_secret and vault_secret where backups of the database are not"
