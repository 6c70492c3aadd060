import "../preset.ts";
import { type altair, ssz } from "@lodestar/types";
import { describe, expect, it } from "vitest";
import { fromHex, toHex } from "../../../src/base/bytes.ts";
import {
	acceptCheckpoint,
	checkAggregate,
	checkBootstrap,
	checkUpdate,
} from "../../../src/l1/conclusion.ts";
import { checkNotAgainst } from "../../../src/l1/conflict.ts";
import type { EncodedObject, UpdateKind } from "../../../src/l1/spec.ts";
import { chance } from "../../conformance/chance.ts";
import { shippedKernel } from "../../kernel.ts";
import type { Bootstrap, Update } from "../light.ts";
import {
	committeeOfPeriod,
	type MadeBlock,
	MadeChain,
	members,
	places,
	slotsPerPeriod,
} from "../made/chain.ts";
import { committeeOf, keyAt } from "../made/keys.ts";
import { madeNetwork } from "../made/network.ts";
import { partialTree } from "../made/tree.ts";
import { faultOf } from "../rooms.ts";

const network = madeNetwork({ genesisTimeS: 1_790_000_000 });
const chain = new MadeChain(network);
const period = 5;
const start = period * slotsPerPeriod;
const checkpointBlock = chain.block({ slot: start + 8 });
const finalized = chain.block({ slot: start + 16 });
const attested = chain.block({ slot: start + 33, finalized });

const types = {
	bootstrap: ssz.electra.LightClientBootstrap,
	update: ssz.electra.LightClientUpdate,
	finality: ssz.electra.LightClientFinalityUpdate,
	optimistic: ssz.electra.LightClientOptimisticUpdate,
};
const encoded = (bytes: Uint8Array): EncodedObject => ({
	fork: "electra",
	ssz: bytes,
});

const bootstrapFrom = (value: Bootstrap, root = checkpointBlock.root) =>
	checkBootstrap(
		acceptCheckpoint(network, root),
		encoded(types.bootstrap.serialize(value)),
	);
const { committee } = bootstrapFrom(chain.bootstrap(checkpointBlock));
const asking = { kernel: shippedKernel, currentSlot: start + 40 };
const check = (kind: UpdateKind, bytes: Uint8Array) =>
	checkUpdate(committee, kind, encoded(bytes), asking);
const checkWhole = (update: Update) =>
	check("update", types.update.serialize(update));
const codeOf = async (work: () => Promise<unknown>): Promise<string | null> =>
	(await faultOf(work))?.code ?? null;

const honest = chain.update(attested);
const committeeRoot = (value: altair.SyncCommittee): Uint8Array =>
	ssz.altair.SyncCommittee.hashTreeRoot(value);

/** A branch as a container of Electra carries it that was made at an index of Altair: a zero in front. */
const padded = (branch: readonly Uint8Array[]): Uint8Array[] => [
	new Uint8Array(32),
	...branch,
];

describe("a made chain", () => {
	it("is taken where it is true, with two thirds, and with a key that sits twice", async () => {
		for (const count of [22, 31, 32]) {
			const checked = await checkWhole(
				chain.update(attested, attested.slot + 1, members(count)),
			);
			expect(checked.finalized?.value.root).toBe(finalized.root);
			expect(checked.nextCommittee?.value.period).toBe(period + 1);
		}
		const { pubkeys } = committeeOfPeriod(period);
		expect(toHex(pubkeys[0] ?? new Uint8Array())).toBe(
			toHex(pubkeys[31] ?? new Uint8Array()),
		);
	});

	it("refuses 21 of 32", async () => {
		const few = chain.update(attested, attested.slot + 1, members(21));
		expect(await codeOf(() => checkWhole(few))).toBe("too-few-signers");
	});
});

describe("indices of another fork", () => {
	it("rejects a finality branch against the wrong fork's index", async () => {
		const lie = chain.block({ slot: start + 20, salt: "lie" });
		const block = chain.block({
			slot: start + 34,
			finalized,
			planted: new Map([[places.altairFinalizedRoot, fromHex(lie.root)]]),
		});
		const update: Update = {
			...chain.update(block),
			finalizedHeader: lie.header,
			finalityBranch: padded(block.state.branch(places.altairFinalizedRoot)),
		};
		// The state holds the lie there indeed, and two thirds signed the state.
		expect(await codeOf(() => checkWhole(chain.update(block)))).toBe(null);
		expect(await codeOf(() => checkWhole(update))).toBe("finality-branch");
	});

	it("rejects a next committee against the wrong fork's index", async () => {
		const own = committeeOf(members(32).map((i) => keyAt(i + 20).pubkey));
		const block = chain.block({
			slot: start + 34,
			finalized,
			planted: new Map([[places.altairNextCommittee, committeeRoot(own)]]),
		});
		const update: Update = {
			...chain.update(block),
			nextSyncCommittee: own,
			nextSyncCommitteeBranch: padded(
				block.state.branch(places.altairNextCommittee),
			),
		};
		expect(await codeOf(() => checkWhole(update))).toBe("committee-branch");
	});

	it("rejects a first committee against the wrong fork's index", async () => {
		const own = committeeOf(members(32).map((i) => keyAt(i + 20).pubkey));
		const block = chain.block({
			slot: start + 9,
			planted: new Map([[places.altairCurrentCommittee, committeeRoot(own)]]),
		});
		const fault = await codeOf(async () =>
			bootstrapFrom(
				{
					...chain.bootstrap(block),
					currentSyncCommittee: own,
					currentSyncCommitteeBranch: padded(
						block.state.branch(places.altairCurrentCommittee),
					),
				},
				block.root,
			),
		);
		expect(fault).toBe("committee-branch");
	});

	it("rejects the current committee in the next one's place and the other way round", async () => {
		const update: Update = {
			...honest,
			nextSyncCommittee: attested.committee,
			nextSyncCommitteeBranch: attested.state.branch(places.currentCommittee),
		};
		expect(await codeOf(() => checkWhole(update))).toBe("committee-branch");
		const fault = await codeOf(async () =>
			bootstrapFrom({
				...chain.bootstrap(checkpointBlock),
				currentSyncCommittee: checkpointBlock.nextCommittee,
				currentSyncCommitteeBranch: checkpointBlock.state.branch(
					places.nextCommittee,
				),
			}),
		);
		expect(fault).toBe("committee-branch");
	});

	it("rejects an execution header at another place of the body", async () => {
		const body = partialTree(
			new Map([
				[
					24,
					ssz.electra.ExecutionPayloadHeader.hashTreeRoot(
						attested.header.execution,
					),
				],
			]),
			"another place",
		);
		const block: MadeBlock = {
			...attested,
			header: {
				...attested.header,
				beacon: { ...attested.header.beacon, bodyRoot: body.root },
				executionBranch: body.branch(24),
			},
		};
		expect(
			await codeOf(() =>
				check(
					"optimistic",
					types.optimistic.serialize(chain.optimistic(block)),
				),
			),
		).toBe("execution-branch");
	});
});

describe("committees", () => {
	it("refuses a committed aggregate key that is not the sum of the keys", async () => {
		const keys = members(32).map((i) => keyAt(i).pubkey);
		const false_ = { ...committeeOf(keys), aggregatePubkey: keyAt(3).pubkey };
		const block = chain.block({ slot: start + 10, committee: false_ });
		const { committee: proved } = bootstrapFrom(
			chain.bootstrap(block),
			block.root,
		);
		// Its root is committed to, so only the sum tells.
		expect(await codeOf(() => checkAggregate(proved, shippedKernel))).toBe(
			"committee-aggregate",
		);
		expect(await codeOf(() => checkAggregate(committee, shippedKernel))).toBe(
			null,
		);
	});

	it("refuses a signature by a committee whose keys cancel out", async () => {
		// The aggregate less the absentees is infinity where the absentees are all there is.
		const keys = members(32).map((i) => keyAt(i).pubkey);
		const absent = members(32).slice(22);
		const aggregate = committeeOf(
			absent.map((i) => keys[i] ?? new Uint8Array(48)),
		).aggregatePubkey;
		const block = chain.block({
			slot: start + 11,
			committee: { pubkeys: keys, aggregatePubkey: aggregate },
		});
		const { committee: proved } = bootstrapFrom(
			chain.bootstrap(block),
			block.root,
		);
		const update = chain.optimistic(attested, attested.slot + 1, members(22));
		const infinity = {
			...update,
			syncAggregate: {
				...update.syncAggregate,
				syncCommitteeSignature: Uint8Array.from([0xc0, ...new Uint8Array(95)]),
			},
		};
		expect(
			await codeOf(() =>
				checkUpdate(
					proved,
					"optimistic",
					encoded(types.optimistic.serialize(infinity)),
					asking,
				),
			),
		).toBe("committee-signature");
	});

	it("refuses an update of a period whose committee it does not have", async () => {
		const later = chain.block({ slot: start + slotsPerPeriod + 3, finalized });
		expect(
			await codeOf(() =>
				checkUpdate(
					committee,
					"optimistic",
					encoded(types.optimistic.serialize(chain.optimistic(later))),
					{ ...asking, currentSlot: later.slot + 5 },
				),
			),
		).toBe("wrong-period");
	});

	it("refuses a header that is signed for a slot that has not come", async () => {
		const early = { ...asking, currentSlot: attested.slot };
		expect(
			await codeOf(() =>
				checkUpdate(
					committee,
					"optimistic",
					encoded(types.optimistic.serialize(chain.optimistic(attested))),
					early,
				),
			),
		).toBe("future-header");
	});
});

describe("against what is final", () => {
	it("refuses another header in the final slot, and one whose parent is not the final block", async () => {
		const head = async (block: MadeBlock) => {
			const { attested: checked } = await check(
				"optimistic",
				types.optimistic.serialize(chain.optimistic(block)),
			);
			if (checked === null) throw new Error("no head");
			return checked.value;
		};
		const final = await head(finalized);
		const twin = await head(
			chain.block({ slot: finalized.slot, salt: "twin" }),
		);
		const orphan = await head(
			chain.block({ slot: finalized.slot + 1, salt: "orphan" }),
		);
		const child = await head(
			chain.block({ slot: finalized.slot + 1, parentRoot: finalized.root }),
		);
		for (const other of [twin, orphan])
			expect(await codeOf(async () => checkNotAgainst(final, other))).toBe(
				"against-final",
			);
		expect(await codeOf(async () => checkNotAgainst(final, child))).toBe(null);
	});
});

/** Bytes of an object that nothing commits to: the signature slot, which only names period and fork. */
const uncommitted = (kind: keyof typeof types, length: number): Set<number> => {
	if (kind === "bootstrap") return new Set();
	// It stands last among the fixed parts; the extra data of the headers is empty here, so behind it come headers.
	const bytes = new Set<number>();
	const value =
		kind === "update"
			? honest
			: kind === "finality"
				? chain.finality(attested)
				: chain.optimistic(attested);
	const other = { ...value, signatureSlot: value.signatureSlot + 0x01_01 };
	const one = serialize(kind, value);
	const two = serialize(kind, other);
	const at = one.findIndex((byte, i) => byte !== two[i]);
	for (let i = 0; i < 8 && at + i < length; i++) bytes.add(at + i);
	return bytes;
};
const serialize = (kind: keyof typeof types, value: unknown): Uint8Array =>
	Reflect.apply(types[kind].serialize, types[kind], [value]);

describe("one byte", () => {
	const objects = {
		bootstrap: chain.bootstrap(checkpointBlock),
		update: honest,
		finality: chain.finality(attested),
		optimistic: chain.optimistic(attested),
	};
	for (const kind of ["bootstrap", "update", "finality", "optimistic"] as const)
		it(`refuses each of 120 bytes turned over in an honest ${kind}`, async () => {
			const bytes = serialize(kind, objects[kind]);
			const free = uncommitted(kind, bytes.length);
			const { below } = chance(11, kind);
			for (let i = 0; i < 120; i++) {
				const at = below(bytes.length);
				if (free.has(at)) continue;
				const altered = bytes.map((byte, j) =>
					j === at ? byte ^ (1 << below(8)) : byte,
				);
				const fault = await faultOf(async () =>
					kind === "bootstrap"
						? checkBootstrap(
								acceptCheckpoint(network, checkpointBlock.root),
								encoded(altered),
							)
						: check(kind, altered),
				);
				expect(fault, `byte ${at} of ${bytes.length}`).not.toBe(null);
				expect(["malformed", "disproved", "unproven"]).toContain(fault?.kind);
			}
		});
});
