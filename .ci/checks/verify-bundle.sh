#!/usr/bin/env bash
# The commands of VERIFY.md, taken from that page, accept good bundles and refuse defective ones
#
# Needs unzip, jq and openssl besides what every Linux has. Nothing of ours judges: our code only writes the samples.
set -euo pipefail
export LC_ALL=C.UTF-8
mkdir -p target
work=$(mktemp -d "$PWD/target/verify-bundle.XXXXXX")
trap 'rm -rf "$work"' EXIT
page=src/main/resources/bundle/VERIFY.md

# ./mvnw verify leaves them; without .ci/run nobody knows of which state they are.
if [ -z "${VERIFIED:-}" ]; then
  ./mvnw -B -ntp -Dspotless.check.skip=true -Dsort.skip=true -Dtest=VerifyPageSamplesTest -Dsurefire.failIfNoSpecifiedTests=false test \
    > "$work/samples.log" 2>&1 || { tail -n 40 "$work/samples.log"; exit 1; }
fi
cp -r target/samples "$work/samples"
# Says where the recall list is looked at: what is refused for a list has to be refused there.
marked() {
  awk 'index($0, "if [ -n \"${RECALLS-}\" ]") == 1 { print "echo \"== recall list begins\""; on = 1 }
    { print }
    on && /^fi$/ { print "echo \"== recall list ends\""; on = 0 }'
}
awk '/^```sh$/ { on = 1; next } /^```$/ { on = 0 } on' "$page" | marked > "$work/commands"
[ "$(grep -c '^echo "== recall list' "$work/commands")" -eq 2 ] || { echo "$page has not one block about the recall list"; exit 1; }
[ "$(wc -l < "$work/commands")" -gt 50 ] || { echo "there are hardly any commands in $page"; exit 1; }

# The same for a bundle that is unpacked: the second block is left out, as the page says.
awk '/^```sh$/ { on = 1; block++; next } /^```$/ { on = 0 } on && block != 2' "$page" > "$work/commands-unpacked"
awk '/^```sh$/ { on = 1; block++; next } /^```$/ { on = 0 } on && block == 1' "$page" > "$work/setup"
grep -qx 'set -euo pipefail' "$work/setup" || { echo "the first block of $page is not the one that stops at errors"; exit 1; }

# follow BUNDLE: does what the page says, with temporary files below $work.
follow() {
  mkdir -p "$work/tmp"
  TMPDIR=$work/tmp BUNDLE=$1 POLICY=$work/samples/policy ROOTS=$work/samples/roots.pem \
    bash "$work/commands" > "$work/answer" 2>&1
  local result=$?
  rm -rf "$work/tmp"
  return $result
}

# follow_unpacked BUNDLE: the same in its folder.
follow_unpacked() {
  mkdir -p "$work/tmp/folder"
  local result=1
  if unzip -q "$1" -d "$work/tmp/folder" 2> "$work/answer"; then
    # "bash" without options: stopping at errors has to come from the page.
    (
      unset BUNDLE
      cd "$work"/tmp/folder/bdl_* && TMPDIR=$work/tmp POLICY=$work/samples/policy ROOTS=$work/samples/roots.pem \
        bash "$work/commands-unpacked"
    ) > "$work/answer" 2>&1
    result=$?
  fi
  rm -rf "$work/tmp"
  return $result
}

good=0
for bundle in "$work"/samples/*.zip; do
  follow "$bundle" || { tail -n 20 "$work/answer"; echo "refused: $(basename "$bundle")"; exit 1; }
  [[ $(tail -n 1 "$work/answer") == "The bundle holds." ]] || { echo "$page does not come to its end"; exit 1; }
  follow_unpacked "$bundle" || { tail -n 20 "$work/answer"; echo "refused unpacked: $(basename "$bundle")"; exit 1; }
  [[ $(tail -n 1 "$work/answer") == "The bundle holds." ]] || { echo "$page does not come to its end"; exit 1; }
  good=$((good + 1))
done
for bundle in "$work"/samples/unissued/*.zip; do
  if follow "$bundle"; then echo "accepted without issuer: $(basename "$bundle")"; exit 1; fi
  grep -q '^The issuer is not shown' "$work/answer" || { tail -n 20 "$work/answer"; echo "refused for something else: $(basename "$bundle")"; exit 1; }
done
refused=0
for bundle in "$work"/samples/defective/*.zip; do
  if follow "$bundle"; then
    echo "accepted: $(basename "$bundle" .zip)"
    exit 1
  fi
  # A way out of the folder is a thing of archives.
  if [[ $bundle != *"a way out of the folder"* ]] && follow_unpacked "$bundle"; then
    echo "accepted unpacked: $(basename "$bundle" .zip)"
    exit 1
  fi
  refused=$((refused + 1))
done
lists=0
RECALLS=$work/samples/recalls/none.json follow "$work/samples/good.zip" || { tail -n 20 "$work/answer"; echo "refused with a recall list that does not name it"; exit 1; }
grep -q '^Recall list 7 of ' "$work/answer" || { tail -n 20 "$work/answer"; echo "$page does not look at the recall list"; exit 1; }
for list in "$work"/samples/recalls/refused/*.json; do
  if RECALLS=$list follow "$work/samples/good.zip"; then
    echo "accepted with the recall list $(basename "$list")"
    exit 1
  fi
  if ! grep -qx '== recall list begins' "$work/answer" || grep -qx '== recall list ends' "$work/answer"; then
    tail -n 20 "$work/answer"
    echo "refused for something else than the recall list $(basename "$list")"
    exit 1
  fi
  lists=$((lists + 1))
done
RECALLS=$work/samples/recalls/refused/named.json follow "$work/samples/good.zip" || true
grep -q '^RECALLED since .*: EV-000001$' "$work/answer" || { tail -n 20 "$work/answer"; echo "not said to be recalled"; exit 1; }
[ "$lists" -ge 6 ] || { echo "$lists recall lists are too few"; exit 1; }
[ "$good" -ge 3 ] && [ "$refused" -ge 20 ] || { echo "$good good and $refused defective bundles are too few"; exit 1; }
printf '  %d good bundles accepted, %d defective ones refused\n' "$good" "$refused"
