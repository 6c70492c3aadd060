import { describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex, utf8 } from "../../src/base/bytes.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import {
	captureFacts,
	factsOf,
	factsWanted,
	moreWanted,
	readFacts,
} from "../../src/exit/facts.ts";
import { livenessSample } from "../../src/exit/stall.ts";
import { pinnedOf } from "../../src/l2/checks.ts";
import { lookOf } from "../../src/l2/look.ts";
import { type OpProfile, opGamesV1 } from "../../src/l2/op/checks/profile.ts";
import { adminSlot } from "../../src/l2/pinned.ts";
import type { RollupProfile } from "../../src/l2/profile.ts";
import { referenceV1 } from "../../src/l2/reference/checks/profile.ts";
import { scrollV1 } from "../../src/l2/scroll/checks/profile.ts";
import { accountClaim } from "../../src/source/execution.ts";
import { mappingSlot, wordHex } from "../../src/state/storage-layout.ts";
import {
	profile as madeReference,
	l1World as referenceWorld,
	rollupAddress,
} from "../l2/reference/world.ts";
import {
	implementationSlot,
	l1World,
	type MadeGame,
	profile as madeOp,
} from "../l2/rollup-world.ts";
import { scrollProfile, scrollWorld } from "../l2/scroll/world.ts";
import { said } from "../said.ts";
import { proofJson, type World } from "../state/chain.ts";
import { readerOver } from "./reading.ts";

const address = (byte: string): Hex => `0x${byte.repeat(20)}`;
const code = (what: string): Hex => toHex(utf8(`code of ${what}`));
const codeHash = (what: string): Hex => keccakHex(fromHex(code(what)));
const place = (slot: number): Hex => wordHex(BigInt(slot));
const facts = async (profile: RollupProfile, world: World) =>
	(await readFacts(profile, readerOver(world).read)).facts;
const put = (world: World, at: Hex, key: Hex, word: bigint): void => {
	world[at] = {
		...world[at],
		storage: { ...world[at]?.storage, [key]: word },
	};
};

// --- an OP rollup with what an exit needs, so that batcher, pause and ProxyAdmin are known

const batcher = address("ba");
const proxyAdmin = address("e5");
const proxied = (byte: string, implementation: string) => ({
	address: address(byte),
	codeHash: codeHash(byte),
	implementation: address(implementation),
	implementationCodeHash: codeHash(implementation),
});
const exitContracts = {
	superchainConfig: proxied("e1", "f1"),
	l1StandardBridge: proxied("e2", "f2"),
	l1CrossDomainMessenger: proxied("e3", "f3"),
	delayedWeth: proxied("e4", "f4"),
	proxyAdmin: { address: proxyAdmin, codeHash: codeHash("e5") },
};
const pausedSlot = keccakHex(utf8("paused"));
const op: OpProfile = opGamesV1(
	{
		...madeOp,
		exit: {
			contracts: exitContracts,
			slots: {
				finalizedWithdrawals: 51,
				provenWithdrawals: 57,
				proofSubmitters: 60,
				initBonds: 102,
				batcherHash: 103,
				paused: pausedSlot,
				guardian: keccakHex(utf8("guardian")),
				admin: adminSlot,
				proxyAdminOwner: 0,
				relayedMessages: 203,
				failedMessages: 206,
				resolvedClaims: 6,
				gameCredit: 7,
			},
			standardBridge: address("01"),
			crossDomainMessenger: address("02"),
			batchInbox: address("03"),
			proofMaturityS: 12,
			gameFinalityS: 6,
			gameClockS: 6,
			sequencingWindow: { blocks: 20, seconds: 40 },
			maxDriftS: 60,
			initBondWei: "0",
			bondDelayS: 1,
			tokens: [],
		},
	},
	"profile",
);
const game = (n: number, createdAtS: number, more: Partial<MadeGame> = {}) => ({
	address: address(`7${n}`),
	root: place(n),
	l2BlockNumber: n,
	createdAtS,
	...more,
});
const opWorld = (
	games: readonly MadeGame[],
	change: (world: World) => void = () => {},
): World =>
	l1World(games, { root: place(1), l2BlockNumber: 1 }, (world) => {
		for (const [name, contract] of Object.entries(exitContracts)) {
			world[contract.address] = {
				code: code(contract.address.slice(2, 4)),
				storage: {},
			};
			if (!("implementation" in contract) || name === "proxyAdmin") continue;
			put(
				world,
				contract.address,
				implementationSlot,
				BigInt(contract.implementation),
			);
			world[contract.implementation] = {
				code: code(contract.implementation.slice(2, 4)),
			};
		}
		put(world, op.contracts.systemConfig.address, place(103), BigInt(batcher));
		world[batcher] = { nonce: 41, balance: 1n };
		change(world);
	});

describe("an OP rollup", () => {
	const games = [game(1, 900), game(2, 1000)];

	it("shows its batcher's nonce, its newest game's time and no pause, in a sample that can be stored", async () => {
		const { sample, contractAlerts } = await facts(op, opWorld(games));
		expect(sample).toMatchObject({
			finality: "final",
			batcher,
			batcherNonce: 41,
			lastRootS: 1000,
			rootCount: null,
			queue: null,
			paused: false,
			frozen: null,
		});
		expect(contractAlerts).toEqual([]);
		expect(
			livenessSample(JSON.parse(JSON.stringify(sample)), "sample"),
		).toEqual(sample);
	});

	it("shows no batcher where its profile does not say where that is kept", async () => {
		const { sample } = await facts(madeOp, opWorld(games));
		expect(sample).toMatchObject({
			batcher: null,
			batcherNonce: null,
			paused: null,
		});
	});

	it("shows a batcher that never sent anything, and none for a word that is no address", async () => {
		const fresh = opWorld(games, (world) => {
			delete world[batcher];
		});
		expect((await facts(op, fresh)).sample.batcherNonce).toBe(0);
		const versioned = opWorld(games, (world) => {
			put(
				world,
				op.contracts.systemConfig.address,
				place(103),
				(1n << 248n) | BigInt(batcher),
			);
		});
		expect((await facts(op, versioned)).sample.batcher).toBeNull();
	});

	it("takes no game of another type for a root, and looks through eight", async () => {
		const foreign = (count: number) =>
			opWorld([game(1, 900)], (world) => {
				const factory = op.contracts.disputeGameFactory.address;
				const list = BigInt(keccakHex(fromHex(place(104))));
				put(world, factory, place(104), BigInt(1 + count));
				for (let i = 1; i <= count; i++)
					put(
						world,
						factory,
						wordHex(list + BigInt(i)),
						(9n << 224n) | (5000n << 160n) | 7n,
					);
			});
		expect((await facts(op, foreign(3))).sample.lastRootS).toBe(900);
		expect((await facts(op, foreign(8))).sample.lastRootS).toBeNull();
		expect((await facts(op, opWorld([]))).sample.lastRootS).toBeNull();
	});

	it("shows a pause, another respected type, retired games and a blacklisted one", async () => {
		const paused = opWorld(games, (world) => {
			put(world, exitContracts.superchainConfig.address, pausedSlot, 1n);
		});
		expect((await facts(op, paused)).sample.paused).toBe(true);
		const respects = (word: bigint) =>
			opWorld(games, (world) => {
				put(world, op.contracts.optimismPortal.address, place(59), word);
			});
		const kinds = async (world: World) =>
			(await facts(op, world)).contractAlerts.map(({ kind, atS }) => [
				kind,
				atS,
			]);
		expect(await kinds(respects((5n << 32n) | 8n))).toEqual([
			["other-game", null],
		]);
		expect(await kinds(respects((1001n << 32n) | 0n))).toEqual([
			["games-retired", 1001],
		]);
		expect(await kinds(respects((1000n << 32n) | 0n))).toEqual([]);
		const black = opWorld([game(1, 900), game(2, 1000, { blacklisted: true })]);
		expect(await kinds(black)).toEqual([["game-blacklisted", null]]);
		const older = opWorld([game(1, 900, { blacklisted: true }), game(2, 1000)]);
		expect(await kinds(older)).toEqual([]);
	});

	it("is not read where a contract was changed, and a notice says which", async () => {
		const { systemConfig, disputeGameFactory } = op.contracts;
		const upgraded = opWorld(games, (world) => {
			put(world, systemConfig.address, implementationSlot, 0x99n);
		});
		const found = await facts(op, upgraded);
		expect(found.sample).toMatchObject({
			batcher: null,
			batcherNonce: null,
			lastRootS: 1000,
		});
		expect(found.contractAlerts).toMatchObject([
			{ kind: "upgraded", address: systemConfig.address },
		]);
		expect(said(found.contractAlerts[0]?.says)).toContain(
			"0x0000000000000000000000000000000000000099",
		);
		for (const at of [
			disputeGameFactory.address,
			disputeGameFactory.implementation,
		]) {
			const changed = opWorld(games, (world) => {
				world[at] = { ...world[at], code: "0x6001" };
			});
			const { sample, contractAlerts } = await facts(op, changed);
			expect(sample).toMatchObject({ lastRootS: null, batcherNonce: 41 });
			expect(contractAlerts).toMatchObject([{ kind: "other-code" }]);
		}
		const gone = opWorld(games, (world) => {
			delete world[disputeGameFactory.address];
		});
		expect((await facts(op, gone)).contractAlerts).toMatchObject([
			{ kind: "absent" },
		]);
	});
});

describe("the reference rollup", () => {
	const profile = referenceV1(
		{ ...madeReference, slots: { ...madeReference.slots, queueTime: 12 } },
		"profile",
	);
	const world = (
		words: { [slot: number]: bigint },
		times: { [entry: number]: bigint } = {},
	) =>
		referenceWorld([], (storage) => {
			for (const [slot, word] of Object.entries(words))
				storage[place(Number(slot))] = word;
			for (const [entry, time] of Object.entries(times))
				storage[mappingSlot(place(Number(entry)), 12n)] = time;
		});

	it("shows its counters, and the head of its queue with its deadline", async () => {
		const { sample } = await facts(
			profile,
			world({ 0: 7n, 1: 5n, 3: 4n, 4: 2n }, { 1: 500n, 2: 600n, 3: 700n }),
		);
		expect(sample).toMatchObject({
			batchCount: 7,
			rootCount: 5,
			queue: {
				length: 4,
				taken: 2,
				headEnqueuedS: 600,
				headDeadlineS: 600 + profile.deadlineS,
			},
			frozen: false,
			frozenSinceS: null,
		});
	});

	it("shows no head where none waits, or where the profile does not say where times are kept", async () => {
		const empty = { length: 4, headEnqueuedS: null, headDeadlineS: null };
		const none = await facts(profile, world({ 3: 4n, 4: 4n }, { 4: 9n }));
		expect(none.sample.queue).toEqual({ ...empty, taken: 4 });
		const blind = await facts(madeReference, world({ 3: 4n, 4: 2n }));
		expect(blind.sample.queue).toEqual({ ...empty, taken: 2 });
	});

	it("shows since when it is frozen", async () => {
		const { sample } = await facts(profile, world({ 2: 1234n }));
		expect(sample).toMatchObject({ frozen: true, frozenSinceS: 1234 });
	});

	it("shows nothing of a contract with other code, and that nobody can change its own", async () => {
		const changed = world({ 0: 7n, 2: 1234n });
		changed[rollupAddress] = { ...changed[rollupAddress], code: "0x60" };
		const found = await facts(profile, changed);
		expect(found.sample).toMatchObject({
			batchCount: null,
			frozen: null,
			queue: null,
		});
		expect(found.contractAlerts).toMatchObject([{ kind: "other-code" }]);
		expect(found.upgraders).toMatchObject([{ admin: null }]);
		expect(said(found.upgraders[0]?.says)).toContain("cannot be changed");
	});
});

describe("a Scroll rollup", () => {
	const made = (change?: Parameters<typeof scrollWorld>[1]) =>
		scrollWorld({ index: 9, root: place(77), finalizedAtS: 1000 }, change);

	it("shows commits, finalizations, its queue's head with its deadline, and when enforced mode opens", async () => {
		const { sample, contractAlerts } = await facts(scrollProfile, made());
		expect(sample).toMatchObject({
			batchCount: 11,
			rootCount: 9,
			lastRootS: 1000,
			queue: {
				length: 6,
				taken: 4,
				headEnqueuedS: 900,
				headDeadlineS: 900 + 86_400,
			},
			enforced: false,
			enforcedOpensS: 900 + 86_400,
			paused: false,
		});
		expect(contractAlerts).toEqual([]);
	});

	it("shows enforced mode, a pause, and an empty queue", async () => {
		const chain = scrollProfile.contracts.scrollChain.address;
		const queue = scrollProfile.contracts.messageQueue.address;
		const { sample } = await facts(
			scrollProfile,
			made((_, set) => {
				set(
					chain,
					place(161),
					5n | (4n << 64n) | (2000n << 128n) | (3n << 160n),
				);
				set(chain, place(101), 1n);
				set(queue, place(104), 6n);
			}),
		);
		expect(sample).toMatchObject({
			batchCount: 5,
			rootCount: 4,
			lastRootS: 2000,
			enforced: true,
			paused: true,
			queue: { length: 6, taken: 6, headEnqueuedS: null, headDeadlineS: null },
			enforcedOpensS: 2000 + 604_800,
		});
	});

	it("is not dated before its first finalization", async () => {
		const chain = scrollProfile.contracts.scrollChain.address;
		const { sample } = await facts(
			scrollProfile,
			made((_, set) => set(chain, place(161), 0n)),
		);
		expect(sample).toMatchObject({ lastRootS: null, rootCount: 0 });
	});
});

describe("who can change the contracts", () => {
	const owner = address("0a");
	const withAdmins = (
		admin: Hex,
		change: (world: World) => void = () => {},
		profile: RollupProfile = op,
	): World =>
		opWorld([], (world) => {
			for (const { address: at, behind } of pinnedOf(profile))
				if (behind !== null) put(world, at, adminSlot, BigInt(admin));
			change(world);
		});
	const first = async (world: World, profile: RollupProfile = op) =>
		(await facts(profile, world)).upgraders[0];

	it("is one key, at once, where the admin has no code", async () => {
		const found = await first(
			withAdmins(owner, (world) => {
				world[owner] = { nonce: 3, balance: 5n };
			}),
		);
		expect(found).toMatchObject({
			admin: { address: owner, kind: "key" },
			owner: null,
			delayS: null,
		});
		expect(said(found?.says)).toContain("at once");
		expect(found?.contracts).toContain("optimismPortal");
		expect(found?.contracts).not.toContain("faultDisputeGame");
	});

	it("is shown too where a proxy is known by its address alone", async () => {
		const { codeHash: _, ...portal } = op.contracts.optimismPortal;
		const byAddress = {
			...op,
			contracts: { ...op.contracts, optimismPortal: portal },
		};
		const found = await first(
			withAdmins(
				owner,
				(world) => {
					world[owner] = { nonce: 3, balance: 5n };
				},
				byAddress,
			),
			byAddress,
		);
		expect(found).toMatchObject({ admin: { address: owner, kind: "key" } });
		expect(found?.contracts).toContain("optimismPortal");
	});

	it("is the owner of ProxyAdmin, where that is the contract whose layout is known", async () => {
		const by = (code: Hex | null) =>
			first(
				withAdmins(proxyAdmin, (world) => {
					put(world, proxyAdmin, place(0), BigInt(owner));
					world[owner] = code === null ? { nonce: 1 } : { code };
				}),
			);
		const key = await by(null);
		expect(key).toMatchObject({
			admin: { address: proxyAdmin, kind: "contract" },
			owner: { address: owner, kind: "key" },
			delayS: null,
		});
		expect(said(key?.says)).toContain("no delay is visible on Ethereum");
		expect(await by("0x6001")).toMatchObject({ owner: { kind: "contract" } });
	});

	it("is not known where the admin is a contract that the profile does not know, nor behind one with other code", async () => {
		const unknown = await first(
			withAdmins(owner, (world) => {
				world[owner] = { code: "0x6001" };
			}),
		);
		expect(unknown).toMatchObject({ admin: { kind: "contract" }, owner: null });
		expect(said(unknown?.says)).toContain("not known here");
		const other = await first(
			withAdmins(proxyAdmin, (world) => {
				world[proxyAdmin] = { code: "0x6001" };
				put(world, proxyAdmin, place(0), BigInt(owner));
			}),
		);
		expect(other).toMatchObject({ admin: { kind: "contract" }, owner: null });
	});

	it("is nobody where the proxies have no admin", async () => {
		expect(await first(opWorld([]))).toMatchObject({
			admin: null,
			owner: null,
		});
	});

	it("waits for a timelock that the profile knows, and its announced upgrades are told", async () => {
		const lock = address("1c");
		const [soon, done, never] = ["01", "02", "03"].map(
			(byte): Hex => `0x${byte.repeat(32)}`,
		);
		const profile = opGamesV1(
			{
				...op,
				upgrade: {
					admin: {
						address: proxyAdmin,
						codeHash: codeHash("e5"),
						ownerSlot: 0,
					},
					timelock: {
						address: lock,
						codeHash: codeHash("1c"),
						delaySlot: 2,
						operationsSlot: 1,
						operations: [soon, done, never].map((id, i) => ({
							id,
							says: `Upgrade ${i}.`,
						})),
					},
				},
			},
			"profile",
		);
		const locked = (change: (world: World) => void = () => {}) =>
			withAdmins(
				proxyAdmin,
				(world) => {
					put(world, proxyAdmin, place(0), BigInt(lock));
					world[lock] = { code: code("1c"), storage: {} };
					put(world, lock, place(2), 259_200n);
					put(world, lock, mappingSlot(soon ?? "0x", 1n), 1_800_000_000n);
					put(world, lock, mappingSlot(done ?? "0x", 1n), 1n);
					change(world);
				},
				profile,
			);
		const found = await facts(profile, locked());
		expect(found.upgraders[0]).toMatchObject({
			owner: { address: lock },
			delayS: 259_200,
		});
		expect(said(found.upgraders[0]?.says)).toContain(
			"3 days after it is announced",
		);
		expect(found.contractAlerts.map(({ kind, atS }) => [kind, atS])).toEqual([
			["upgrade-announced", 1_800_000_000],
			["upgrade-done", null],
		]);
		const other = await facts(
			profile,
			locked((world) => {
				world[lock] = { ...world[lock], code: "0x60" };
			}),
		);
		expect(other.upgraders[0]).toMatchObject({ delayS: null });
		expect(other.contractAlerts).toEqual([]);
		// nothing announced is seen there: that is said, and is no "nothing waits"
		expect(said(other.upgraders[0]?.says)).toContain(
			"what waits there is not read",
		);
		expect(said(found.upgraders[0]?.says)).not.toContain("is not read");
	});
});

describe("reading the facts", () => {
	const world = opWorld([game(1, 900), game(2, 1000)]);

	it("asks again only for what the first look led to, and not at all for it the next time", async () => {
		const first = readerOver(world);
		const { facts: found, more } = await readFacts(op, first.read);
		expect(first.asked.length).toBeGreaterThan(1);
		const next = readerOver(world);
		expect((await readFacts(op, next.read, more)).facts).toEqual(found);
		expect(next.asked).toHaveLength(1);
	});

	it("asks for each address once", () => {
		for (const profile of [op, scrollProfile, madeReference]) {
			const all = factsWanted(profile).map(({ address: at }) => at);
			expect(new Set(all).size).toBe(all.length);
		}
	});

	it("is refused of several blocks, and of another chain than the rollup's L1", async () => {
		const one = await readerOver(world).read(factsWanted(op));
		const two = await readerOver(
			opWorld([], (changed) => {
				changed[batcher] = { nonce: 99 };
			}),
		).read(factsWanted(op));
		expect(() =>
			factsOf(op, { ...one, reads: [...one.reads.slice(1), ...two.reads] }),
		).toThrow("no-proof-window");
		const elsewhere = scrollV1({ ...scrollProfile, l1ChainId: 5 }, "profile");
		const reading = await readerOver(
			scrollWorld({ index: 1, root: place(7), finalizedAtS: 9 }),
		).read(factsWanted(elsewhere));
		expect(() => factsOf(elsewhere, reading)).toThrow("evidence-step");
	});

	it("ends when each look leads to another place", async () => {
		let n = 0;
		const restless = () =>
			readerOver(
				opWorld([], (changed) => {
					n += 1;
					put(
						changed,
						op.contracts.systemConfig.address,
						place(103),
						BigInt(batcher) + BigInt(n),
					);
				}),
			);
		await expect(
			readFacts(op, (wanted) => restless().read(wanted)),
		).rejects.toThrow("no-proof-window");
	});

	it("captures ahead by what endpoints state, which becomes no fact", async () => {
		const captured: number[] = [];
		const more = await captureFacts(op, async (wanted) => {
			captured.push(wanted.length);
			return wanted.map(({ address: at, slots }) =>
				accountClaim(proofJson(world, at, [...slots]), "claim"),
			);
		});
		expect(captured.length).toBeGreaterThan(1);
		const reading = await readerOver(world).read(factsWanted(op, more));
		expect(moreWanted(op, lookOf(reading))).toEqual(more);
	});
});
