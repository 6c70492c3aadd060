// What all scripted states share: one time, accounts, hashes, faults. Every number here is invented.

import type { FaultJson } from "../../../src/base/fault.ts";
import { type FaultCode, faults } from "../../../src/base/faults.ts";

export const nowMs = Date.UTC(2026, 10, 21, 12, 0, 0);
export const nowS = nowMs / 1000;

export const me = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
export const other = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
export const third = "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc";
export const hash = (seed: number): `0x${string}` =>
	`0x${Array.from({ length: 64 }, (_, i) =>
		((seed * 7919 + i * 104729 + (seed ^ i) * 31) % 16).toString(16),
	).join("")}`;

export const fault = (
	code: FaultCode,
	detail: string,
	source: string | null = null,
): FaultJson => ({ kind: faults[code], code, detail, source });

/** Text as long as a decoder lets through, without a place to break. */
export const long = (length: number): string => "w".repeat(length);

/** Names the one phrase of the scenes' vault. */
export const phraseId = "0x0101010101010101";
