// The script of the theme alone: static/theme.js.

import { early } from "./early";

early();
