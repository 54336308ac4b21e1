#!/usr/bin/env bash
# One file of 5 GB through the check of uploads: a line that breaks, kill -9 in the middle, a heap of 128 MB. Needs 15 GB of disk and some minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
UPLOADS_MB=${UPLOADS_MB:-5000} UPLOADS_SCENES=broken exec bash .ci/checks/uploads.sh
