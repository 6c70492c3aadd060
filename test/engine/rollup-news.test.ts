// What of a rollup stands while there is nothing newer, and what a false proof leaves of it.

import { expect, test } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import type { FaultCode } from "../../src/base/faults.ts";
import { openNews } from "../../src/engine/rollup-chain.ts";
import { withRechecks } from "../../src/l2/rechecks.ts";
import { headerOfHead } from "../../src/state/header.ts";
import { wordHex } from "../../src/state/storage-layout.ts";
import { profile } from "../l2/rollup-world.ts";
import { headOf, madeClock, mine } from "../state/chain.ts";

const top = mine({}, null);
const header = headerOfHead(headOf(top, "final"), top.rlp);

/** A rollup whose newest root's recheck ends so, time after time. */
const following = (...ends: readonly FaultCode[]) => {
	const left = [...ends];
	const rollup = withRechecks(
		{
			profile,
			captureAhead: async () => {},
			newest: async () => ({
				...{ root: header, block: header },
				...{ claimed: [], notes: [] },
			}),
		},
		{
			anchor: null,
			markOf: () => ({ number: 7, root: wordHex(7) }),
			step: async () => {
				throw new Fault(left.shift() ?? "internal", "as told");
			},
		},
		madeClock(),
	);
	return openNews(() => rollup.newest(header));
};

test("a root that could not be checked at first stands no longer when its proof turns out false", async () => {
	for (const code of ["recheck-failed", "recheck-batch"] as const) {
		const held = following("unreachable", code);
		await held.refresh();
		expect(held.news()?.notes).toMatchObject([{ code: "unreachable" }]);
		await held.refresh();
		expect(held.fault()).toMatchObject({ code });
		expect(held.news()).toBeNull();
		await held.refresh();
		expect(held.news()).toBeNull();
	}
});

test("what only keeps a newer root from being read leaves the one before", async () => {
	let fails = false;
	const held = openNews(async () => {
		if (fails) throw new Fault("unreachable", "as told");
		return { root: header, block: header, claimed: [], notes: [] };
	});
	await held.refresh();
	fails = true;
	await held.refresh();
	expect(held.news()).not.toBeNull();
	expect(held.fault()).toMatchObject({ code: "unreachable" });
});
