#!/usr/bin/env bash
# Pages as PDF: veraPDF finds PDF/A-2a and PDF/UA-1, qpdf no fault, poppler the Korean and English text and no font that is not embedded
#
# Needs what .ci/run installs: poppler-utils, qpdf. veraPDF comes through Maven, on a class path of its own.
# Builds in the tree.
. .ci/lib/service.sh
new_work pages
passed=0
failed=0
# judge WHAT COMMAND…: counts, and shows what a judge said only if it found something.
judge() {
  local what=$1
  shift
  if "$@" > "$work/said" 2>&1; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: $what"
    head -n 20 "$work/said"
  fi
}
says() { printf '%s' "$1" | contains "$2"; }
# On one line and without page numbers, because a sentence may run over a page.
text_of() { pdftotext "$1" - | grep -vE '^[0-9]+ / [0-9]+$' | tr -s '\n\f ' ' '; }
embedded() { pdffonts "$1" | awk 'NR > 2 { fonts++; if ($1 !~ /NanumGothic/ || $(NF - 4) != "yes") wrong++ } END { exit !(fonts > 0 && !wrong) }'; }
vera() { java -cp "$verapdf" org.verapdf.apps.GreenfieldCliWrapper --format text -f "$1" "$2"; }
refused() { ! vera "$1" "$2" || return 1; }

# ./mvnw verify leaves them; without .ci/run nobody knows of which state they are.
[ -n "${VERIFIED:-}" ] || rm -rf target/pages
[ -n "${VERIFIED:-}" ] || ./mvnw -B -ntp -Dspotless.check.skip=true -Dsort.skip=true -Dtest=PdfPrinterTest test > "$work/test.log" 2>&1 ||
  { tail -n 40 "$work/test.log"; exit 1; }
./mvnw -B -ntp -f .ci/verapdf/pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.7.0:build-classpath \
  -Dmdep.outputFile="$work/class-path" > "$work/verapdf.log" 2>&1 || { tail -n 20 "$work/verapdf.log"; exit 1; }
verapdf=$(cat "$work/class-path")

declare -A expected=(
  [agreement-en]='may not look at it where it is kept or receive it'
  [agreement-ko]='다음을 할 수 없습니다: 보관된 곳에서 열람하기, 자료를 받기'
  [consent-en]='You can take your consent back at any time'
  [consent-ko]='언제든지 이유를 말하지 않고 동의의 전부나 일부를 철회할 수 있습니다'
  [consent-form-en]='What is not ticked is not allowed.'
  [consent-form-ko]='표시하지 않은 것은 허용되지 않습니다.'
)
for page in "${!expected[@]}"; do
  file=target/pages/$page.pdf
  judge "$page: PDF/A-2a" vera 2a "$file"
  judge "$page: PDF/UA-1" vera ua1 "$file"
  judge "$page: qpdf" qpdf --check "$file"
  judge "$page: fonts" embedded "$file"
  judge "$page: tagged" says "$(pdfinfo "$file")" 'Tagged:          yes'
  judge "$page: text" says "$(text_of "$file")" "${expected[$page]}"
done

# The judge can say no.
sed 's|<pdfaid:part>2</pdfaid:part>|<pdfaid:part>1</pdfaid:part>|' target/pages/consent-ko.pdf > "$work/false.pdf"
judge "a file that claims another standard is refused" refused 2a "$work/false.pdf"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
