// Words of a file or a node that would change what a terminal or a screen shows around them.

import { expect, test } from "vitest";
import { asFault, Fault } from "../../src/base/fault.ts";
import { decodeEvidence, idOf } from "../../src/evidence/evidence.ts";
import { nobleKernel } from "../../src/proof/noble.ts";
import { checkEvidence } from "../../src/receipt/check.ts";

const hash = `0x${"11".repeat(32)}` as const;

test("a network's name in a file cannot move the cursor, set a title or turn the line around", async () => {
	const name = "\u001b]0;fine\u0007\u202e\nverified\u2028";
	const witness = { network: name, root: hash };
	const file = decodeEvidence(
		JSON.stringify({
			format: "sextant-evidence-1",
			network: name,
			checkpoint: hash,
			steps: [
				{
					id: idOf("checkpoint", [], witness),
					rule: "checkpoint",
					premises: [],
					witness,
				},
			],
			conclusions: [0],
		}),
	);
	const fault = await checkEvidence(file, {
		kernel: nobleKernel,
		networks: [],
		anchors: [hash],
	}).then(
		() => null,
		(thrown: unknown) => asFault(thrown),
	);
	expect(fault?.code).toBe("unknown-chain");
	expect(fault?.message).toContain("fine");
	expect(fault?.message).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
});

test("what a node prints as its error keeps its letters and nothing that is not seen", () => {
	const fault = new Fault("rpc-error", "eth_x: -1 Überlauf\u200b\r\nok 名");
	expect(fault.detail).toBe("eth_x: -1 Überlauf\ufffd\ufffd\ufffdok 名");
	expect(fault.from("node").detail).toBe(fault.detail);
});
