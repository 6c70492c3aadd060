// Help where one is stuck: of every fault it is said what to do, in both languages, and there is a click that leads there, or a
// reason why there is none.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { helpFor, helpPlaces, isThere } from "../../extension/ui/help.ts";
import { helpDe } from "../../extension/ui/say/help-de.ts";
import { helpEn } from "../../extension/ui/say/help-en.ts";
import { type FaultCode, faults } from "../../src/base/faults.ts";
import { faultTodo } from "../../src/protocol/fault-message.ts";
import { english, wordsOf } from "../../src/words/catalogue.ts";
import { faultsDe } from "../../src/words/faults-de.ts";
import { faultsEn } from "../../src/words/faults-en.ts";
import { german } from "../../src/words/german.ts";
import { root } from "../source-tree.ts";

const codes = Object.keys(faults).filter((code): code is FaultCode =>
	Object.hasOwn(faults, code),
);

/** No screen of this wallet puts these right, and why. */
const noPlace: { readonly [why: string]: readonly FaultCode[] } = {
	"time alone helps, and the screen it stands on goes on by itself": [
		...(["too-few-signers", "future-header", "not-synced"] as const),
		...(["l2-root-unproposed", "recheck-gap", "not-rechecked"] as const),
		...(["evidence-anchor", "l2-no-account", "exit-not-now"] as const),
		...(["too-many", "receipt-elsewhere", "safe-unproved"] as const),
		...(["safe-under-way", "order-elsewhere"] as const),
	],
	"it is put right where it stands: by the field, the file or the button beside it":
		[
			...(["bad-params", "bad-file", "checkpoint-unknown"] as const),
			...(["wrong-password", "bad-phrase", "weak-password"] as const),
			...(["bad-key", "passkey-refused", "not-a-token"] as const),
			...(["token-no-code", "ens-name", "ens-absent"] as const),
			...(["ens-offchain", "ens-answer", "ens-two-answers"] as const),
			...(["ens-elsewhere", "call-no-code", "delegation-code"] as const),
			...(["delegation-none", "order-funds", "order-fee"] as const),
			...(["order-stale", "order-evidence", "order-unknown"] as const),
			...(["order-changed", "order-foretold", "order-unforeseen"] as const),
			...(["order-long", "amount-fixed", "amount-unasked"] as const),
			...(["exit-amount", "exit-moved", "exit-other"] as const),
			...(["exit-unknown", "cancelled", "user-refused"] as const),
			...(["safe-nonce", "safe-threshold", "safe-signature"] as const),
			...(["safe-unknown", "safe-terms", "clear-unknown"] as const),
			...(["clear-data", "clear-format", "evm-bounds"] as const),
			...(["call-reverted", "call-failed", "picture-unfit"] as const),
			...(["said-old"] as const),
		],
	"it is put right on the device or by its maker's program": [
		...(["account-device", "device-unfit", "device-absent"] as const),
		...(["device-lost", "device-locked", "device-app"] as const),
		...(["device-old", "device-refused", "device-blind"] as const),
		...(["device-other", "device-answer", "device-signature"] as const),
		...(["device-delegate", "device-delegation"] as const),
		...(["camera-none", "camera-denied"] as const),
		...(["qr-other", "camera-closed", "passkey-unfit"] as const),
	],
	"it is put right on this computer, or by another release": [
		...(["clock", "storage", "wasm-shape", "internal"] as const),
		...(["exit-way", "exit-drill", "not-loaded"] as const),
	],
	"the site has to change what it asks": [
		...(["delegation-site", "message-opaque", "message-transaction"] as const),
		...(["message-chain", "sign-in-site", "sign-in-terms"] as const),
		...(["unverifiable-method", "blind-signature"] as const),
		...(["batch-capability", "batch-chain", "batch-id"] as const),
		...(["batch-unknown", "batch-large", "batch-atomic"] as const),
		...(["batch-reverted", "batch-replaced"] as const),
	],
	"this wallet does not do it, anywhere": [
		...(["vm-unsupported", "replay-impure", "exit-recipient"] as const),
		...(["exit-simulation", "safe-layout", "safe-large"] as const),
		...(["safe-unlisted", "safe-delegate", "safe-refund"] as const),
		...(["safe-self", "safe-opaque", "safe-message"] as const),
		...(["safe-nesting", "safe-deep"] as const),
		...(["layer-call", "l2-fee-unknown", "batch-unread"] as const),
	],
	"it stops something, or is gone round already, and nothing is left to do": [
		...(["handover-program", "handover-verifier", "handover-open"] as const),
		...(["handover-void", "handover-committee", "handover-domain"] as const),
		...(["handover-keys", "handover-proof", "wasm-refused"] as const),
		...(["kernel-unsound", "l2-frozen", "recheck-failed"] as const),
		...(["recheck-point", "recheck-input", "recheck-batch"] as const),
		...(["recheck-program", "replay-route", "replay-frozen"] as const),
	],
};

describe("a fault on screen", () => {
	it.each([
		["English", english],
		["German", german],
	] as const)("says what to do, in %s", (_, language) => {
		for (const code of codes)
			expect(
				wordsOf(faultTodo(code), language).trim().length,
				code,
			).toBeGreaterThan(8);
	});

	it("says of an endpoint that it is set aside only where somebody's bytes failed, in both languages alike", () => {
		for (const code of codes) {
			const isBare = faultsEn.of[code].todo === undefined;
			expect(faultsDe.of[code].todo === undefined, code).toBe(isBare);
			if (isBare)
				expect(["malformed", "disproved"], code).toContain(faults[code]);
		}
	});

	it("has a click to where it is put right, or a reason why there is none, and never both", () => {
		const reasons = Object.values(noPlace).flat();
		expect(reasons.length).toBe(new Set(reasons).size);
		const found = codes.map((code) => [
			code,
			Number(helpFor(code) !== null) + Number(reasons.includes(code)),
		]);
		expect(found.filter(([, count]) => count !== 1)).toEqual([]);
	});

	it("leads to screens that there are, each with a name in both languages", () => {
		const popup = readFileSync(join(root, "extension/ui/popup.tsx"), "utf8");
		const steps = readFileSync(
			join(root, "extension/ui/onboarding/steps.ts"),
			"utf8",
		);
		for (const place of helpPlaces) {
			const isStep = place === "network" || place === "checkpoint";
			expect(isStep ? steps : popup, place).toContain(`"${place}"`);
			expect(helpEn[place]).toMatch(/\S/);
			expect(helpDe[place]).not.toBe(helpEn[place]);
			expect(codes.some((code) => helpFor(code) === place)).toBe(true);
		}
	});

	it("leads nowhere from where it leads to, and not away from setting up", () => {
		expect(isThere("endpoints", "/popup.html", "#endpoints")).toBe(true);
		expect(isThere("home", "/popup.html", "")).toBe(true);
		expect(isThere("endpoints", "/popup.html", "#send")).toBe(false);
		expect(isThere("endpoints", "/approve.html", "#endpoints")).toBe(false);
		expect(isThere("endpoints", "/onboarding.html", "#keys")).toBe(true);
	});
});
