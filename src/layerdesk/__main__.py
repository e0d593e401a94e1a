"""This is where ``python -m layerdesk`` begins."""

import sys

from layerdesk.app.command_line import main

sys.exit(main())
