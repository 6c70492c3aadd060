// What the screens say, in German: complete, or it has no type. Loaded only where German is spoken.

import { deviceDe } from "./device-de.ts";
import type { ScreenWords } from "./en.ts";
import { passwordDe } from "./password-de.ts";
import { qrDe } from "./qr-de.ts";

export const screensDe: ScreenWords = {
	device: deviceDe,
	password: passwordDe,
	qr: qrDe,
};
