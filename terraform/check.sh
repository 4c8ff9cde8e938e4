#!/usr/bin/env bash
# Checks this folder: format, validate, test with mocked providers, and a plan of the example against
# no state. Needs no account, and changes nothing here or in Google Cloud.
#
#   terraform/check.sh
#
# Ends with 0 if nothing failed. What can't be done on this machine is told as 'skipped', with the
# reason.
set -euo pipefail

folder="$(cd "$(dirname "$0")" && pwd)"
if [ $# -gt 0 ]; then
  sed -n '2,/^set/p' "$0" | sed '$d; s/^# \{0,1\}//' >&2
  exit 2
fi

if ! command -v terraform > /dev/null; then
  echo "skipped: no terraform on the path"
  exit 0
fi

echo "== format"
terraform -chdir="$folder" fmt -check -diff -recursive

# In a copy, so that no state, lock or provider of this run is left in the folder.
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/bigquery/src/main"
cp -r "$folder" "$work/terraform"
cp -r "$folder/../bigquery/src/main/resources" "$work/bigquery/src/main/resources"
find "$work/terraform" -name .terraform -type d -prune -exec rm -rf {} +
# A plan needs a place for its state, but not the real one.
sed -i.bak 's/backend "gcs" {}/backend "local" {}/' "$work/terraform/versions.tf"
export CHECKPOINT_DISABLE=1 TF_IN_AUTOMATION=1 TF_INPUT=0

for root in . examples/emulator; do
  echo "== validate $root"
  if ! terraform -chdir="$work/terraform/$root" init -no-color > "$work/init.log" 2>&1; then
    if grep -qE "Failed to query available provider packages|Failed to install provider" "$work/init.log"; then
      echo "skipped: no provider ($(grep -m1 -oE 'hashicorp/google(-beta)?' "$work/init.log") can't be had here)"
      exit 0
    fi
    cat "$work/init.log" >&2
    exit 1
  fi
  terraform -chdir="$work/terraform/$root" validate -no-color
done

echo "== test"
terraform -chdir="$work/terraform" test -no-color

# Nothing is there yet, so nothing is asked of Google Cloud, and any token will do.
echo "== plan environments/example"
GOOGLE_OAUTH_ACCESS_TOKEN="${GOOGLE_OAUTH_ACCESS_TOKEN:-none-needed}" \
  terraform -chdir="$work/terraform" plan -no-color -var-file=environments/example/terraform.tfvars \
  > "$work/plan.log" 2>&1 || { cat "$work/plan.log" >&2; exit 1; }
grep "^Plan:" "$work/plan.log"
