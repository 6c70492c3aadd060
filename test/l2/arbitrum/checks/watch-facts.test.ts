import { describe, expect, it } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import { arbitrumChecks } from "../../../../src/l2/arbitrum/checks/kind.ts";
import { exitCall, kindOf, shippedRollups } from "../../../../src/l2/checks.ts";
import { type Look, lookOfClaims } from "../../../../src/l2/look.ts";
import { pinnedWanted } from "../../../../src/l2/pinned.ts";
import { noSigns } from "../../../../src/l2/signs.ts";
import { accountClaim } from "../../../../src/source/execution.ts";
import { wordHex } from "../../../../src/state/storage-layout.ts";
import { proofJson, type World } from "../../../state/chain.ts";
import { implementationSlot } from "../../rollup-world.ts";
import {
	arbitrumProfile,
	arbitrumWorld,
	chained,
	type MadeNode,
	mineArbitrum,
	type Put,
	userSlot,
} from "../world.ts";

const blocks = mineArbitrum(12);
const { contracts, userLogic } = arbitrumProfile;
const rollup = contracts.rollup.address;
const { wanted, more, signs, shown, contractAlerts, pinned } = arbitrumChecks;

const nodesOf = (change?: (node: MadeNode, i: number) => void) =>
	chained(blocks, [40, 60], change);

/** What the watch reads, and what that leads to. */
const lookAt = (world: World): Look => {
	const read = (all: readonly { address: Hex; slots: readonly Hex[] }[]) => {
		const merged = new Map<Hex, Set<Hex>>();
		for (const { address, slots } of all)
			merged.set(address, new Set([...(merged.get(address) ?? []), ...slots]));
		const asked = [...merged].map(([address, slots]) => ({
			address,
			slots: [...slots],
		}));
		return lookOfClaims(
			asked,
			asked.map(({ address, slots }) =>
				accountClaim(proofJson(world, address, slots), "claim"),
			),
		);
	};
	const first = [
		...pinnedWanted(pinned(arbitrumProfile)),
		...wanted(arbitrumProfile),
	];
	return read([...first, ...more(arbitrumProfile, read(first))]);
};

const lookWith = (
	change?: (world: World, put: Put) => void,
	nodes: readonly MadeNode[] = nodesOf(),
): Look => lookAt(arbitrumWorld(nodes, change));

describe("what L1 shows", () => {
	it("are batches, the delayed inbox, and the block in which the confirmed one was made", () => {
		expect(signs(arbitrumProfile, lookWith())).toEqual({
			...noSigns,
			batchCount: 700,
			rootCount: 40,
			queue: {
				length: 12,
				taken: 11,
				headEnqueuedS: null,
				headDeadlineS: null,
			},
			paused: false,
		});
	});

	it("is nothing of a contract that runs other code, behind either slot", () => {
		const other = 0xddn;
		const ofRollup = { rootCount: null, paused: null };
		for (const key of [implementationSlot, userSlot])
			expect(
				signs(
					arbitrumProfile,
					lookWith((_, put) => put(rollup, key, other)),
				),
			).toMatchObject({ ...ofRollup, batchCount: 700 });
		expect(
			signs(
				arbitrumProfile,
				lookWith((world) => {
					world[userLogic.address] = { code: "0x6001" };
				}),
			),
		).toMatchObject(ofRollup);
		expect(
			signs(
				arbitrumProfile,
				lookWith((_, put) =>
					put(contracts.bridge.address, implementationSlot, other),
				),
			),
		).toMatchObject({ batchCount: null, queue: null, rootCount: 40 });
	});

	it("are, for people, the longest wait for a forced message and the block of the confirmed one", () => {
		const values = (look: Look) =>
			shown(arbitrumProfile, look).map(({ value }) => value);
		expect(values(lookWith())).toEqual(["5760", "40"]);
		const inbox = contracts.sequencerInbox.address;
		expect(values(lookWith((_, put) => put(inbox, wordHex(10), 0n)))).toEqual([
			null,
			"40",
		]);
		expect(
			values(lookWith((_, put) => put(inbox, implementationSlot, 0xddn))),
		).toEqual([null, "40"]);
		expect(values(lookWith((_, put) => put(rollup, userSlot, 0xddn)))).toEqual([
			"5760",
			null,
		]);
	});

	it("is no count where a zero stands, as at every wrong place", () => {
		const look = lookWith((_, put) => {
			put(contracts.bridge.address, wordHex(7), 0n);
			put(contracts.bridge.address, wordHex(6), 0n);
			put(rollup, wordHex(116), 0n);
		});
		expect(signs(arbitrumProfile, look)).toMatchObject({
			batchCount: null,
			rootCount: null,
			queue: null,
		});
	});

	it("is no queue of which more was taken than came", () => {
		const look = lookWith((_, put) =>
			put(contracts.sequencerInbox.address, wordHex(0), 13n),
		);
		expect(signs(arbitrumProfile, look).queue).toBeNull();
	});
});

describe("what a person is told", () => {
	const told = (look: Look) =>
		contractAlerts(arbitrumProfile, look).map(({ kind }) => kind);

	it("is nothing while all is well", () => {
		expect(told(lookWith())).toEqual([]);
	});

	it("is that the logic for users is another", () => {
		expect(told(lookWith((_, put) => put(rollup, userSlot, 0xddn)))).toEqual([
			"upgraded",
		]);
	});

	it("is that rivals follow the confirmed one", () => {
		const nodes = nodesOf((node, i) => {
			if (i === 0) node.secondChild = 61;
		});
		expect(told(lookWith(undefined, nodes))).toEqual(["rival-roots"]);
	});

	it("is nothing of rivals in a contract that runs other code", () => {
		const nodes = nodesOf((node, i) => {
			if (i === 0) node.secondChild = 61;
		});
		expect(
			told(lookWith((_, put) => put(rollup, implementationSlot, 0xddn), nodes)),
		).toEqual([]);
	});
});

describe("the chains that ship", () => {
	const shipped = shippedRollups.filter(
		({ kind }) => kind === "arbitrum-bold-v1",
	);

	it("are One, Nova and the test network, and say of each pin how it is known", () => {
		expect(shipped.map(({ chainId }) => chainId)).toEqual([
			42_161, 42_170, 421_614,
		]);
		for (const profile of shipped)
			for (const { name, known, behind } of kindOf(profile).pinned(profile)) {
				expect([name, known?.code.source]).not.toContain(undefined);
				if (behind !== null)
					expect([name, known?.implementation?.source]).not.toContain(
						undefined,
					);
			}
	});

	it("have ways out; without the contracts for them it is said what is possible, and of Nova that a committee has the data", () => {
		for (const profile of shipped)
			expect(kindOf(profile).noExit(profile)).toBeNull();
		const codes = shipped.map((profile) => {
			const none = kindOf(profile).noExit(
				Object.assign({}, profile, { exit: undefined }),
			);
			return [...(none?.possible ?? []), ...(none?.impossible ?? [])].map(
				({ code }) => code,
			);
		});
		expect(codes.map((own) => own.length)).toEqual([5, 6, 5]);
		expect(codes[0]).toContain("arbitrum.no-exit.validators");
		expect(codes[1]).toContain("arbitrum.no-exit.committee");
		expect(codes[2]).toContain("arbitrum.no-exit.listed");
	});

	it("refuse a step of another kind's exit", () => {
		for (const profile of shipped)
			expect(() =>
				exitCall(profile, rollup, { kind: "scroll-force" } as never),
			).toThrow("unverifiable-method");
	});
});
