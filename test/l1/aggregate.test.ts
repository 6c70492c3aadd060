import { expect, test } from "vitest";
import {
	acceptCheckpoint,
	checkAggregate,
	checkBootstrap,
} from "../../src/l1/conclusion.ts";
import { nobleKernel } from "../../src/proof/noble.ts";
import { conclude } from "../../src/trust/verified.ts";
import { madeCommittee, madeNetwork, makeChain } from "./made.ts";

const chain = makeChain();
const checkpoint = acceptCheckpoint(madeNetwork, chain.block(64).root);
const { committee } = checkBootstrap(checkpoint, chain.bootstrap(64));

test("finds the committed aggregate key to be the sum of the committee's keys", async () => {
	await checkAggregate(committee, nobleKernel);
});

test("refuses a committee whose aggregate key is another committee's", async () => {
	const other = madeCommittee(madeNetwork, "other", 1).json.aggregate_pubkey;
	const forged = conclude(
		"lc-bootstrap",
		[checkpoint],
		{ ...committee.value, aggregatePubkey: other },
		null,
	);
	await expect(checkAggregate(forged, nobleKernel)).rejects.toThrow(
		/committee-aggregate/,
	);
});
