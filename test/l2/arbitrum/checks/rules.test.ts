import { describe, expect, it } from "vitest";
import { fromHex, type Hex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { keccakHex } from "../../../../src/crypto/hash.ts";
import {
	type Assertion,
	assertionHash,
	unpackNode,
} from "../../../../src/l2/arbitrum/checks/assertion.ts";
import {
	arbitrumConfigWanted,
	concludeArbitrumConfig,
} from "../../../../src/l2/arbitrum/checks/config.ts";
import type { ArbitrumProfile } from "../../../../src/l2/arbitrum/checks/profile.ts";
import {
	type ArbitrumRoot,
	assertionsWanted,
	concludeArbitrumRoot,
	mostAtOnce,
} from "../../../../src/l2/arbitrum/checks/root.ts";
import { concludeArbitrumState } from "../../../../src/l2/arbitrum/checks/state.ts";
import type { ArbitrumConfig } from "../../../../src/l2/arbitrum/checks/values.ts";
import { contractPremises } from "../../../../src/l2/proved.ts";
import { accountClaim } from "../../../../src/source/execution.ts";
import { proveAccount } from "../../../../src/state/account.ts";
import type { WantedAccount } from "../../../../src/state/capture.ts";
import { headerOfHead } from "../../../../src/state/header.ts";
import { proveCode, proveSlot } from "../../../../src/state/slot.ts";
import { wordHex } from "../../../../src/state/storage-layout.ts";
import type { Header } from "../../../../src/state/values.ts";
import type { AnyVerified, Verified } from "../../../../src/trust/verified.ts";
import { headOf, mine, proofJson, type World } from "../../../state/chain.ts";
import { implementationSlot } from "../../rollup-world.ts";
import { layerRule, toolsFor } from "../../rules.ts";
import {
	arbitrumProfile,
	arbitrumWorld,
	assertionOf,
	chained,
	hashByViem,
	type MadeNode,
	mineArbitrum,
	type Put,
	packNode,
	sendRoot,
	userSlot,
} from "../world.ts";

const codeOf = (work: () => unknown): string => {
	try {
		work();
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
	return "accepted";
};

const blocks = mineArbitrum(60);
const { contracts, userLogic } = arbitrumProfile;
const rollup = contracts.rollup.address;

/** Everything that is wanted of a world, proved under the header of a block with it. */
const under = (world: World) => {
	const block = mine(world, null);
	const header: Verified<Header> = headerOfHead(headOf(block, "final"));
	const prove = (wanted: readonly WantedAccount[]) =>
		wanted.map(({ address, slots, code }) => {
			const claim = accountClaim(
				proofJson(world, address, [...slots]),
				"claim",
			);
			const account = proveAccount(header, address, claim);
			return {
				account,
				slots: claim.storageProof.map((slot) => proveSlot(account, slot)),
				code: code ? proveCode(account, world[address]?.code ?? "0x") : null,
			};
		});
	return { prove, header };
};

const configIn = (
	world: World,
	profile: ArbitrumProfile = arbitrumProfile,
): Verified<ArbitrumConfig> =>
	concludeArbitrumConfig(
		profile,
		contractPremises(under(world).prove(arbitrumConfigWanted(profile))),
	);

/** L1's block is 100: the confirmed one and two more are old enough, and one is not. */
const times = [40, 60, 80, 95];
const nodesOf = (
	change?: (node: MadeNode, i: number) => void,
	at: readonly number[] = times,
) => chained(blocks, at, change);

type Setup = {
	nodes?: readonly MadeNode[];
	change?: (world: World, put: Put) => void;
	/** How many of the nodes the way has. */
	count?: number;
	told?: (assertions: Assertion[]) => readonly Assertion[];
	premises?: (premises: AnyVerified[]) => readonly AnyVerified[];
};

const rootOf = (setup: Setup = {}): Verified<ArbitrumRoot> => {
	const { nodes = nodesOf(), change, count = nodes.length } = setup;
	const world = arbitrumWorld(nodes, change);
	const { prove } = under(world);
	const config = concludeArbitrumConfig(
		arbitrumProfile,
		contractPremises(prove(arbitrumConfigWanted(arbitrumProfile))),
	);
	const own = nodes.slice(0, count).map(({ one }) => one);
	const told = setup.told?.(own) ?? own;
	const [proved] = prove(
		assertionsWanted(arbitrumProfile, told.map(assertionHash)),
	);
	const premises = [config, ...(proved?.slots ?? [])];
	return concludeArbitrumRoot(setup.premises?.(premises) ?? premises, {
		assertions: told,
	});
};

describe("assertionHash", () => {
	it("is what Solidity's encoder makes of it", () => {
		for (const { one } of nodesOf())
			expect(assertionHash(one)).toBe(hashByViem(one));
	});

	it("changes with each part", () => {
		const [{ one } = { one: undefined }] = nodesOf();
		if (one === undefined) throw new Error("none");
		const other: Assertion = {
			parent: keccakHex(fromHex("0x01")),
			blockHash: keccakHex(fromHex("0x02")),
			sendRoot: keccakHex(fromHex("0x03")),
			batch: one.batch + 1,
			positionInBatch: 1,
			machineStatus: 2,
			endHistoryRoot: keccakHex(fromHex("0x04")),
			inboxAcc: keccakHex(fromHex("0x05")),
		};
		const hashes = (Object.keys(other) as (keyof Assertion)[]).map((name) =>
			assertionHash({ ...one, [name]: other[name] }),
		);
		expect(new Set([...hashes, assertionHash(one)]).size).toBe(9);
	});

	it("keeps its node as the contract packs it", () => {
		// value of slot 0xa7dfbb… of Sepolia's rollup at block 9451000
		expect(
			unpackNode(0x10100000000009035e600000000000000000000000000000000n),
		).toEqual({
			status: "pending",
			firstChildBlock: 0,
			secondChildBlock: 0,
			createdAtBlock: 9_450_982,
			isFirstChild: true,
		});
	});

	it("refuses a word that is no node", () => {
		for (const word of [3n << 200n, 1n << 208n, 1n << 63n])
			expect(codeOf(() => unpackNode(word))).toBe("evidence-step");
	});
});

describe("arbitrum-config", () => {
	const withStorage = (key: Hex, word: bigint) =>
		arbitrumWorld(nodesOf(), (_, put) => put(rollup, key, word));

	it("says what the contract says", () => {
		const { value } = configIn(arbitrumWorld(nodesOf()));
		expect(value).toMatchObject({
			confirmPeriodBlocks: 45_818,
			challengeGraceBlocks: 14_400,
			challengeManager: `0x${"c1".repeat(20)}`,
			isOpen: true,
			fastConfirmer: null,
			paused: false,
		});
	});

	it("refuses another logic for the admin, another for users, and both swapped", () => {
		const other = BigInt(`0x${"dd".repeat(20)}`);
		const admin = BigInt(contracts.rollup.implementation);
		const user = BigInt(userLogic.address);
		for (const change of [
			withStorage(implementationSlot, other),
			withStorage(userSlot, other),
			withStorage(userSlot, 0n),
			arbitrumWorld(nodesOf(), (_, put) => {
				put(rollup, implementationSlot, user);
				put(rollup, userSlot, admin);
			}),
		])
			expect(codeOf(() => configIn(change))).toBe("l2-unknown-code");
	});

	it("refuses changed code of the proxy and of either logic", () => {
		for (const at of [
			rollup,
			contracts.rollup.implementation,
			userLogic.address,
		])
			expect(
				codeOf(() =>
					configIn(
						arbitrumWorld(nodesOf(), (world) => {
							world[at] = { ...world[at], code: "0x6001" };
						}),
					),
				),
			).toBe("l2-unknown-code");
	});

	it("refuses a logic that is known by its address and is itself a proxy, a clone or nothing", () => {
		const byAddress: ArbitrumProfile = {
			...arbitrumProfile,
			userLogic: { address: userLogic.address },
		};
		const withLogic = (account: World[Hex]) =>
			codeOf(() =>
				configIn(
					arbitrumWorld(nodesOf(), (world) => {
						world[userLogic.address] = account;
					}),
					byAddress,
				),
			);
		expect(withLogic({ code: "0x6001" })).toBe("accepted");
		expect(
			withLogic({ code: "0x6001", storage: { [implementationSlot]: 5n } }),
		).toBe("l2-unknown-code");
		expect(withLogic({ nonce: 1 })).toBe("l2-unknown-code");
		expect(withLogic({ code: `0xef0100${"11".repeat(20)}` })).toBe(
			"l2-unknown-code",
		);
	});

	it("refuses the contract of another chain, and one with another bridge", () => {
		expect(codeOf(() => configIn(withStorage(wordHex(101), 42_161n)))).toBe(
			"l2-unknown-code",
		);
		expect(codeOf(() => configIn(withStorage(wordHex(107), 7n)))).toBe(
			"l2-unknown-code",
		);
	});

	it("refuses a place where nothing was ever confirmed: a wrong slot proves a zero", () => {
		expect(codeOf(() => configIn(withStorage(wordHex(116), 0n)))).toBe(
			"not-anchored",
		);
		const elsewhere = {
			...arbitrumProfile,
			slots: { ...arbitrumProfile.slots, latestConfirmed: 119 },
		};
		expect(codeOf(() => configIn(arbitrumWorld(nodesOf()), elsewhere))).toBe(
			"not-anchored",
		);
	});

	it("refuses premises of another order", () => {
		const { prove } = under(arbitrumWorld(nodesOf()));
		const premises = contractPremises(
			prove(arbitrumConfigWanted(arbitrumProfile)),
		);
		expect(
			codeOf(() =>
				concludeArbitrumConfig(arbitrumProfile, premises.toReversed()),
			),
		).toBe("evidence-step");
		expect(
			codeOf(() => concludeArbitrumConfig(arbitrumProfile, premises.slice(1))),
		).toBe("evidence-step");
	});
});

describe("arbitrum-root", () => {
	it("calls the confirmed one accepted, and one that follows it unrivalled proposed", () => {
		expect(rootOf({ count: 1 }).value).toMatchObject({
			who: "accepted",
			validity: "window-won",
			afterConfirmed: 0,
		});
		expect(rootOf({ count: 3 }).value).toMatchObject({
			who: "proposed",
			validity: "window-open",
			because: "unchallenged",
			afterConfirmed: 2,
			batch: blocks[5]?.number,
		});
	});

	it("does not call a window won where somebody may confirm at once", () => {
		const { value } = rootOf({
			count: 1,
			change: (_, put) => put(rollup, wordHex(123), 0xabcdn << 8n),
		});
		expect(value).toMatchObject({
			who: "accepted",
			validity: "none",
			isFastConfirmed: true,
			isOpen: false,
		});
	});

	it("refuses one that is too young for the profile's time", () => {
		expect(rootOf().value).toMatchObject({ who: "claimed", because: "young" });
	});

	it("refuses a rival assertion: its parent has two children", () => {
		const nodes = nodesOf((node, i) => {
			if (i === 1) node.secondChild = 81;
		});
		expect(rootOf({ nodes, count: 3 }).value).toMatchObject({
			who: "claimed",
			because: "disputed",
		});
		// the one with two children has no rival itself
		expect(rootOf({ nodes, count: 2 }).value).toMatchObject({
			who: "proposed",
			hasRivals: true,
		});
	});

	it("refuses a pending one under a parent that is challenged, however far up", () => {
		const nodes = nodesOf((node, i) => {
			if (i === 0) node.secondChild = 61;
		});
		for (const count of [2, 3])
			expect(rootOf({ nodes, count }).value).toMatchObject({
				who: "claimed",
				because: "disputed",
			});
		expect(rootOf({ nodes, count: 1 }).value).toMatchObject({
			who: "accepted",
		});
	});

	it("refuses a machine that did not come to its end, or has not run", () => {
		for (const machineStatus of [0, 2]) {
			const nodes = nodesOf((node, i) => {
				if (i === 2) node.one = { ...node.one, machineStatus };
			});
			expect(rootOf({ nodes, count: 3 }).value).toMatchObject({
				who: "claimed",
				because: "unfinished",
			});
		}
	});

	it("refuses a wrong preimage of the confirmed one, also where the slot of its hash is proved empty", () => {
		for (const change of [
			{ blockHash: wordHex(1) },
			{ sendRoot: wordHex(1) },
			{ batch: 1 },
			{ positionInBatch: 1 },
			{ machineStatus: 2 },
			{ endHistoryRoot: wordHex(1) },
			{ inboxAcc: wordHex(1) },
			{ parent: wordHex(1) },
		])
			expect(
				codeOf(() =>
					rootOf({
						count: 1,
						told: ([one]) => (one === undefined ? [] : [{ ...one, ...change }]),
					}),
				),
			).toBe("l2-preimage");
	});

	it("refuses an assertion that L1 does not have: its slot is proved empty", () => {
		const made = assertionOf(
			blocks[7] ?? { hash: wordHex(1), number: 1 },
			assertionHash(
				nodesOf()[0]?.one ??
					assertionOf({ hash: wordHex(1), number: 1 }, wordHex(1)),
			),
		);
		expect(
			codeOf(() =>
				rootOf({
					told: ([first]) => (first === undefined ? [] : [first, made]),
				}),
			),
		).toBe("not-anchored");
	});

	it("refuses a way with a gap, one in another order, and one that begins elsewhere", () => {
		for (const told of [
			([a, , c]: Assertion[]) => [a, c],
			([a, b, c]: Assertion[]) => [a, c, b],
			([, b, c]: Assertion[]) => [b, c],
		])
			expect(
				codeOf(() =>
					rootOf({
						told: (all) => told(all).filter((one) => one !== undefined),
					}),
				),
			).toBe("l2-preimage");
	});

	it("refuses swapped slots, a slot too few, and another chain's premises", () => {
		const swap = ([config, a, b]: AnyVerified[]) =>
			[config, b, a].filter((one) => one !== undefined);
		expect(codeOf(() => rootOf({ count: 2, premises: swap }))).toBe(
			"evidence-step",
		);
		expect(
			codeOf(() => rootOf({ count: 2, premises: (all) => all.slice(0, 2) })),
		).toBe("evidence-step");
		expect(
			codeOf(() => rootOf({ count: 2, premises: (all) => all.slice(1) })),
		).toBe("evidence-step");
	});

	it("refuses a confirmed one that the same block has as pending", () => {
		const nodes = nodesOf((node, i) => {
			if (i === 0) node.status = 1;
		});
		expect(codeOf(() => rootOf({ nodes, count: 1 }))).toBe("not-anchored");
	});

	it("goes on where a part of the way ended, and says the same", () => {
		const nodes = nodesOf(undefined, [10, 20, 30, 40, 50, 60]);
		const world = arbitrumWorld(nodes);
		const { prove } = under(world);
		const [slots] = prove(
			assertionsWanted(
				arbitrumProfile,
				nodes.map(({ one }) => assertionHash(one)),
			),
		).map((each) => each.slots);
		const assertions = nodes.map(({ one }) => one);
		const config = configIn(world);
		const part = (from: AnyVerified, at: number, end: number) =>
			concludeArbitrumRoot([from, ...(slots ?? []).slice(at, end)], {
				assertions: assertions.slice(at, end),
			});
		const whole = part(config, 0, 6);
		const inParts = part(part(part(config, 0, 2), 2, 3), 3, 6);
		expect(inParts.value).toEqual(whole.value);
		expect(whole.value).toMatchObject({ who: "proposed", afterConfirmed: 5 });
		expect(codeOf(() => part(part(config, 0, 2), 3, 6))).toBe("l2-preimage");
	});

	it("does not lose a rival between two parts of the way", () => {
		const nodes = nodesOf(
			(node, i) => {
				if (i === 2) node.secondChild = 45;
			},
			[10, 20, 30, 40, 50],
		);
		const world = arbitrumWorld(nodes);
		const [slots = []] = under(world)
			.prove(
				assertionsWanted(
					arbitrumProfile,
					nodes.map(({ one }) => assertionHash(one)),
				),
			)
			.map((each) => each.slots);
		const assertions = nodes.map(({ one }) => one);
		const first = concludeArbitrumRoot(
			[configIn(world), ...slots.slice(0, 3)],
			{
				assertions: assertions.slice(0, 3),
			},
		);
		expect(first.value).toMatchObject({ who: "proposed", hasRivals: true });
		for (const end of [4, 5])
			expect(
				concludeArbitrumRoot([first, ...slots.slice(3, end)], {
					assertions: assertions.slice(3, end),
				}).value,
			).toMatchObject({ who: "claimed", because: "disputed" });
	});

	it("refuses more than its premises have room for", () => {
		const many = Array.from(
			{ length: mostAtOnce + 1 },
			() => nodesOf()[0]?.one,
		).filter((one) => one !== undefined);
		expect(codeOf(() => rootOf({ told: () => many }))).toBe("evidence-step");
	});
});

describe("arbitrum-state", () => {
	const block = blocks[5];
	if (block === undefined) throw new Error("no block");

	it("is the block that the assertion names, with its whole header", () => {
		const { value } = concludeArbitrumState(rootOf({ count: 3 }), block);
		expect(value).toMatchObject({
			chainId: 903,
			blockNumber: block.number,
			blockHash: block.hash,
			stateRoot: block.stateRoot,
			sendRoot,
			grade: { who: "proposed", validity: "window-open", finality: "final" },
		});
	});

	it("refuses the header of another block, whole or with this one's state root", () => {
		const root = rootOf({ count: 3 });
		const other = blocks[6];
		if (other === undefined) throw new Error("no block");
		expect(codeOf(() => concludeArbitrumState(root, other))).toBe(
			"l2-preimage",
		);
		const flipped: Hex = `0x${block.rlp.slice(2, 20)}${block.rlp[20] === "0" ? "1" : "0"}${block.rlp.slice(21)}`;
		expect(codeOf(() => concludeArbitrumState(root, { rlp: flipped }))).toBe(
			"l2-preimage",
		);
	});

	it("refuses a claimed assertion before it looks at the header", () => {
		expect(codeOf(() => concludeArbitrumState(rootOf(), { rlp: "0x" }))).toBe(
			"l2-root-unproposed",
		);
	});

	it("refuses a block whose send root is not the assertion's, and one without a place for it", () => {
		const nodes = nodesOf((node, i) => {
			if (i === 2) node.one = { ...node.one, sendRoot: wordHex(9) };
		});
		expect(
			codeOf(() => concludeArbitrumState(rootOf({ nodes, count: 3 }), block)),
		).toBe("l2-preimage");
		const short = mineArbitrum(6, "x").map((one) => one);
		const bare = { ...short[5], rlp: short[5]?.rlp ?? "0x" };
		expect(
			codeOf(() => concludeArbitrumState(rootOf({ count: 3 }), bare)),
		).toBe("l2-preimage");
	});
});

describe("the rules, run again out of evidence", () => {
	it("conclude the same, and refuse another profile and a changed witness", async () => {
		const root = rootOf({ count: 3 });
		const state = concludeArbitrumState(root, blocks[5] ?? { rlp: "0x" });
		const [config] = root.premises;
		if (config === undefined) throw new Error("no config");
		const tools = toolsFor([arbitrumProfile]);
		for (const one of [config, root, state]) {
			const again = await layerRule(one.rule)(one.premises, one.witness, tools);
			expect(again.value).toEqual(one.value);
		}
		await expect(
			layerRule("arbitrum-config")(
				config.premises,
				config.witness,
				toolsFor([]),
			),
		).rejects.toThrow("l2-profile");
		await expect(
			layerRule("arbitrum-root")(root.premises, { assertions: [] }, tools),
		).rejects.toThrow();
	});
});

it("packs a node as the contract does", () => {
	expect(packNode({ status: 1, createdAt: 9_450_982 })).toBe(
		0x10100000000009035e600000000000000000000000000000000n,
	);
});
