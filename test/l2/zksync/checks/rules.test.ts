import { describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { contractPremises } from "../../../../src/l2/proved.ts";
import {
	concludeZksyncConfig,
	zksyncConfigWanted,
} from "../../../../src/l2/zksync/checks/config.ts";
import { zksyncV1 } from "../../../../src/l2/zksync/checks/profile.ts";
import {
	concludeZksyncRoot,
	zksyncRootWanted,
} from "../../../../src/l2/zksync/checks/root.ts";
import { concludeZksyncState } from "../../../../src/l2/zksync/checks/state.ts";
import {
	decodeStoredBatch,
	storedBatchIn,
} from "../../../../src/l2/zksync/checks/stored-batch.ts";
import {
	accountPlaces,
	concludeZksyncAccount,
	concludeZksyncSlot,
	type TreeClaim,
} from "../../../../src/l2/zksync/checks/tree.ts";
import { accountClaim } from "../../../../src/source/execution.ts";
import { emptyCodeHash, proveAccount } from "../../../../src/state/account.ts";
import type { WantedAccount } from "../../../../src/state/capture.ts";
import { headerOfHead } from "../../../../src/state/header.ts";
import { proveCode, proveSlot } from "../../../../src/state/slot.ts";
import type { AnyVerified } from "../../../../src/trust/verified.ts";
import { headOf, mine, proofJson, type World } from "../../../state/chain.ts";
import { layerRule, toolsFor } from "../../rules.ts";
import {
	address,
	batchOf,
	contract,
	type DiamondSetup,
	diamond,
	facetCount,
	facetPlace,
	frozenPlace,
	l1World,
	type MadeBatch,
	mapped,
	person,
	proveCall,
	selectorPlace,
	stranger,
	systemNonces,
	systemToken,
	token,
	tokenKey,
	versionedHash,
	word,
	written,
	zksyncProfile,
} from "../world.ts";

const implementationSlot: Hex =
	"0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";

const codeOf = (run: () => unknown): string => {
	try {
		run();
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
	return "accepted";
};

/** What is wanted of it, proved under one block. */
const provedIn = (world: World, wanted: readonly WantedAccount[]) => {
	const block = mine(world, null);
	const header = headerOfHead(headOf(block, "final"), block.rlp);
	return wanted.map(({ address: at, slots, code }) => {
		const claim = accountClaim(proofJson(world, at, [...slots]), "claim");
		const account = proveAccount(header, at, claim);
		return {
			account,
			slots: claim.storageProof.map((one) => proveSlot(account, one)),
			code: code ? proveCode(account, world[at]?.code ?? "0x") : null,
		};
	});
};

const configOf = (setup: DiamondSetup = {}, profile = zksyncProfile) =>
	concludeZksyncConfig(
		profile,
		contractPremises(provedIn(l1World(setup), zksyncConfigWanted(profile))),
	);

const premisesOf = (
	setup: DiamondSetup = {},
	batch = setup.proved ?? 41,
): readonly AnyVerified[] => {
	const world = l1World(setup);
	const wanted = [
		...zksyncConfigWanted(zksyncProfile),
		zksyncRootWanted(zksyncProfile, batch),
	];
	const proved = provedIn(world, wanted);
	const config = concludeZksyncConfig(
		zksyncProfile,
		contractPremises(proved.slice(0, -1)),
	);
	return [config, ...(proved.at(-1)?.slots ?? [])];
};
const rootOf = (setup: DiamondSetup = {}) =>
	concludeZksyncRoot(premisesOf(setup));
const stateOf = (batch: MadeBatch, setup: DiamondSetup = {}) =>
	concludeZksyncState(
		rootOf({
			proved: batch.number,
			committed: batch.number + 1,
			batches: [batch],
			...setup,
		}),
		batch,
	);

describe("a diamond", () => {
	it("is known by the facets it has, of either release, with how far its batches are", () => {
		expect(configOf().value).toMatchObject({
			release: "1",
			protocolVersion: "29.4",
			verifier: address("ce"),
			isFrozen: false,
			batchesCommitted: 42,
			batchesVerified: 41,
			batchesExecuted: 40,
		});
		expect(configOf({ set: 1 }).value.release).toBe("2");
	});
	it("is known with its facets listed the other way round", () => {
		const change: DiamondSetup["change"] = (_, put) => {
			put(diamond, facetPlace(0), BigInt(address("f2")));
			put(diamond, facetPlace(1), BigInt(address("f1")));
		};
		expect(configOf({ change }).value.release).toBe("1");
	});
	it("tells that it is frozen", () => {
		expect(
			configOf({ change: (_, put) => put(diamond, frozenPlace, 1n) }).value
				.isFrozen,
		).toBe(true);
	});

	const refused = (
		change: NonNullable<DiamondSetup["change"]>,
		set: 0 | 1 = 0,
	) => codeOf(() => configOf({ change, set }));

	it("is unknown with another facet in the place of one", () => {
		for (const i of [0, 1])
			expect(
				refused((_, put) => put(diamond, facetPlace(i), BigInt(address("f9")))),
			).toBe("l2-unknown-code");
	});
	it("is unknown with a facet more, and with one less", () => {
		expect(refused((_, put) => put(diamond, facetCount, 3n))).toBe(
			"l2-unknown-code",
		);
		expect(refused((_, put) => put(diamond, facetCount, 1n))).toBe(
			"l2-unknown-code",
		);
		expect(refused((_, put) => put(diamond, facetCount, 0n))).toBe(
			"l2-unknown-code",
		);
	});
	it("is unknown with one facet listed twice", () => {
		expect(
			refused((_, put) => put(diamond, facetPlace(0), BigInt(address("f2")))),
		).toBe("l2-unknown-code");
	});
	it("is unknown with facets of two releases mixed", () => {
		expect(
			refused((_, put) => put(diamond, facetPlace(0), BigInt(address("f3")))),
		).toBe("l2-unknown-code");
	});
	it("is unknown when another facet commits, proves, executes or takes back, or none does", () => {
		for (const signature of [
			"commitBatchesSharedBridge(address,uint256,uint256,bytes)",
			"proveBatchesSharedBridge(address,uint256,uint256,bytes)",
			"executeBatchesSharedBridge(address,uint256,uint256,bytes)",
			"revertBatchesSharedBridge(address,uint256)",
		])
			for (const to of [address("f1"), address("f9"), "0x00"] as const)
				expect(
					refused((_, put) =>
						put(diamond, selectorPlace(signature), BigInt(to)),
					),
					signature,
				).toBe("l2-unknown-code");
	});
	it("is unknown when a facet that is pinned by its hash runs other code", () => {
		for (const byte of ["f3", "f4"])
			expect(
				refused((world) => {
					world[address(byte)] = { code: "0x6001" };
				}, 1),
			).toBe("l2-unknown-code");
	});
	it("is unknown when what is pinned by its address is a delegation, a clone, or empty", () => {
		const clone: Hex = `0x363d3d373d3d3d363d73${"aa".repeat(20)}5af43d82803e903d91602b57fd5bf3`;
		for (const at of [diamond, address("f1"), address("f2")])
			for (const code of [`0xef0100${"aa".repeat(20)}`, clone, "0x"] as const)
				expect(
					refused((world) => {
						world[at] = { ...world[at], nonce: 1, code };
					}),
				).toBe("l2-unknown-code");
	});
	it("is unknown when its storage names something to delegate to beside the facets", () => {
		expect(refused((_, put) => put(diamond, implementationSlot, 0xaan))).toBe(
			"l2-unknown-code",
		);
	});
	it("is not there yet in an older block", () => {
		expect(
			refused((world) => {
				delete world[diamond];
			}),
		).toBe("not-anchored");
	});
	it("is refused while it settles anywhere else", () => {
		expect(
			refused((_, put) => put(diamond, word(50), BigInt(address("aa")))),
		).toBe("l2-settled-elsewhere");
	});
	it("is refused when it runs ZKsync OS, whose roots are of another tree", () => {
		expect(refused((_, put) => put(diamond, word(60), 1n))).toBe(
			"l2-unknown-code",
		);
		// what else stands in that word is of no concern
		expect(refused((_, put) => put(diamond, word(60), 1n << 8n))).toBe(
			"accepted",
		);
	});
	it("is refused with counts that contradict each other", () => {
		expect(codeOf(() => configOf({ executed: 42, proved: 41 }))).toBe(
			"evidence-step",
		);
		expect(codeOf(() => configOf({ proved: 43, committed: 42 }))).toBe(
			"evidence-step",
		);
	});
	it("takes each premise at its place alone: swapped, missing, added or of another block they are refused", () => {
		const wanted = zksyncConfigWanted(zksyncProfile);
		const premises = contractPremises(provedIn(l1World(), wanted));
		const conclude = (given: readonly AnyVerified[]) =>
			codeOf(() => concludeZksyncConfig(zksyncProfile, given));
		expect(conclude(premises)).toBe("accepted");
		for (let i = 0; i < premises.length; i++) {
			expect(conclude(premises.filter((_, j) => j !== i))).toBe(
				"evidence-step",
			);
			const next = premises[(i + 1) % premises.length];
			const own = premises[i];
			if (next === undefined || own === undefined) throw new Error("premise");
			expect(
				conclude(
					premises.map((one, j) =>
						j === i ? next : j === (i + 1) % premises.length ? own : one,
					),
				),
			).toBe("evidence-step");
		}
		const [first] = premises;
		if (first === undefined) throw new Error("premise");
		expect(conclude([...premises, first])).toBe("evidence-step");
		const later = contractPremises(provedIn(l1World({ executed: 41 }), wanted));
		expect(conclude([...premises.slice(0, -1), ...later.slice(-1)])).toBe(
			"evidence-step",
		);
	});
});

describe("the newest root", () => {
	it("is accepted when its proof was taken, and exit-final once it is executed", () => {
		expect(rootOf().value).toMatchObject({
			batchNumber: 41,
			storedHash: batchOf(41).hash,
			who: "accepted",
			validity: "l1-accepted",
			finality: "final",
		});
		expect(rootOf({ executed: 41 }).value.who).toBe("exit-final");
	});
	it("is never of a batch that is committed alone", () => {
		// the very slot of batch 42 is proved, and 41 is the newest that L1 took a proof of
		const premises = premisesOf({}, 42);
		expect(codeOf(() => concludeZksyncRoot(premises))).toBe("evidence-step");
	});
	it("is never of another batch than the one that is counted, an older one neither", () => {
		expect(codeOf(() => concludeZksyncRoot(premisesOf({}, 40)))).toBe(
			"evidence-step",
		);
	});
	it("is not there where L1 keeps no hash of the batch", () => {
		expect(codeOf(() => rootOf({ batches: [batchOf(40), batchOf(42)] }))).toBe(
			"not-anchored",
		);
	});
	it("takes the hash at the block of the counts: one of another block may have been taken back since", () => {
		const [config] = premisesOf();
		const [, other] = premisesOf({
			batches: [batchOf(41, { salt: 9 })],
		});
		expect(
			codeOf(() =>
				concludeZksyncRoot([config, other].flatMap((one) => one ?? [])),
			),
		).toBe("evidence-step");
	});
});

describe("the state behind the hash", () => {
	const batch = batchOf(41);

	it("is the root that the batch names, as old as the batch's beginning, with no block", () => {
		expect(stateOf(batch).value).toMatchObject({
			chainId: 905,
			blockNumber: null,
			blockHash: null,
			stateRoot: batch.tree.root,
			batchNumber: 41,
			grade: {
				who: "accepted",
				validity: "l1-accepted",
				finality: "final",
				asOfS: batch.timeS,
			},
		});
	});
	it("is read from the eight words of before release 29 as well", () => {
		const old = batchOf(41, { isLegacy: true });
		expect(fromHex(old.preimage).length).toBe(256);
		expect(stateOf(old).value).toMatchObject({
			stateRoot: old.tree.root,
			openedAtS: old.timeS,
		});
	});
	it("refuses the bytes of another batch", () => {
		for (const other of [batchOf(40), batchOf(42), batchOf(41, { salt: 5 })])
			expect(codeOf(() => concludeZksyncState(rootOf(), other))).toBe(
				"l2-preimage",
			);
	});
	it("refuses one form's bytes for the other's hash", () => {
		const old = batchOf(41, { isLegacy: true });
		const of = (known: MadeBatch) => rootOf({ batches: [known] });
		expect(codeOf(() => concludeZksyncState(of(old), batch))).toBe(
			"l2-preimage",
		);
		expect(codeOf(() => concludeZksyncState(of(batch), old))).toBe(
			"l2-preimage",
		);
	});
	it("refuses every byte of it altered, cut or added", () => {
		const root = rootOf();
		const bytes = fromHex(batch.preimage);
		for (let i = 0; i < bytes.length; i++) {
			const other = Uint8Array.from(bytes);
			other[i] = (other[i] ?? 0) ^ 1;
			expect(
				codeOf(() => concludeZksyncState(root, { preimage: toHex(other) })),
			).toBe("l2-preimage");
		}
		for (const preimage of [
			toHex(bytes.subarray(1)),
			toHex(bytes.subarray(0, 256)),
			`${batch.preimage}00`,
			"0x",
		] as const)
			expect(codeOf(() => concludeZksyncState(root, { preimage }))).toBe(
				"l2-preimage",
			);
	});
	it("refuses a batch that L1 keeps under another number", () => {
		const premises = rootOf({ batches: [{ ...batchOf(40), number: 41 }] });
		expect(codeOf(() => concludeZksyncState(premises, batchOf(40)))).toBe(
			"l2-preimage",
		);
	});
	it("refuses the zero root", () => {
		const none = batchOf(41, { root: word(0) });
		expect(codeOf(() => stateOf(none))).toBe("l2-preimage");
	});
	it("refuses seven and ten words, and numbers longer than their fields", () => {
		for (const length of [224, 320, 287, 0])
			expect(
				codeOf(() => decodeStoredBatch(toHex(new Uint8Array(length)))),
			).toBe("l2-preimage");
		for (const at of [0, 2 * 32, 7 * 32]) {
			const bytes = fromHex(batch.preimage);
			bytes[at + 20] = 1;
			expect(codeOf(() => decodeStoredBatch(toHex(bytes)))).toBe("l2-preimage");
		}
	});
	it("is no basis for proofs in Ethereum's tree", () => {
		expect(
			codeOf(() => proveAccount(stateOf(batch), person, { accountProof: [] })),
		).toBe("mpt-missing");
	});
});

describe("the bytes in a transaction", () => {
	const batch = batchOf(41);
	const call = proveCall(batchOf(40), batch);

	it("are found by their hash, wherever they stand and whatever is around them", () => {
		for (const around of [
			call,
			`0x02${"ab".repeat(13)}${call.slice(2)}`,
		] as const)
			expect(storedBatchIn(around, 41, batch.hash)).toBe(batch.preimage);
		const old = batchOf(41, { isLegacy: true });
		expect(storedBatchIn(proveCall(batchOf(40), old), 41, old.hash)).toBe(
			old.preimage,
		);
	});
	it("are not found under another hash or another number, and not cut off", () => {
		expect(storedBatchIn(call, 41, batchOf(41, { salt: 3 }).hash)).toBeNull();
		expect(storedBatchIn(call, 42, batch.hash)).toBeNull();
		const at = call.indexOf(batch.preimage.slice(2));
		expect(
			storedBatchIn(`0x${call.slice(2, at + 100)}`, 41, batch.hash),
		).toBeNull();
		expect(storedBatchIn("0x", 41, batch.hash)).toBeNull();
	});
	it("are given up where their number stands too often before them", () => {
		const often: Hex = `0x${word(41).slice(2).repeat(70)}${call.slice(2)}`;
		expect(storedBatchIn(often, 41, batch.hash)).toBeNull();
	});
});

describe("an account in the tree", () => {
	const batch = batchOf(41);
	const state = stateOf(batch);
	const claimsOf = (of: Hex, tree = batch.tree) => {
		const { balance, nonce, code } = accountPlaces(of);
		return {
			balance: tree.prove(balance.address, balance.key),
			nonce: tree.prove(nonce.address, nonce.key),
			code: tree.prove(code.address, code.key),
		};
	};
	const accountOf = (of: Hex, claims = claimsOf(of)) =>
		concludeZksyncAccount(state, { address: of, ...claims });

	it("is its balance, the nonce of its transactions and that it has no code", () => {
		expect(accountOf(person).value).toMatchObject({
			address: person,
			exists: true,
			balanceWei: 1_041n,
			nonce: 7,
			codeHash: emptyCodeHash,
			at: { chainId: 905, stateRoot: batch.tree.root },
		});
	});
	it("never has the number of contracts it made for its nonce", () => {
		// nonce 0 below, 3 contracts above
		expect(accountOf(stranger).value.nonce).toBe(0);
	});
	it("is absent where nobody wrote any of it", () => {
		expect(accountOf(address("cc")).value).toMatchObject({
			exists: false,
			balanceWei: 0n,
			nonce: 0,
			codeHash: emptyCodeHash,
		});
	});
	it("has EraVM's hash of its code, which is no keccak hash of any code", () => {
		const own = accountOf(contract);
		expect(own.value).toMatchObject({ exists: true, codeHash: versionedHash });
		for (const code of ["0x", "0x6001", versionedHash] as const)
			expect(codeOf(() => proveCode(own, code))).toBe("code-hash");
		expect(codeOf(() => proveCode(accountOf(person), "0x"))).toBe("accepted");
		expect(codeOf(() => proveCode(accountOf(person), "0x60"))).toBe(
			"code-hash",
		);
	});
	it("is refused with a code hash of another form", () => {
		for (const value of [
			word(1),
			`0x0300${"0a".repeat(30)}`,
			`0x0102${"0a".repeat(30)}`,
		] as const) {
			const own = batchOf(41, {
				written: [
					...written(41),
					{ ...accountPlaces(address("b9")).code, value },
				],
			});
			expect(
				codeOf(() =>
					concludeZksyncAccount(stateOf(own), {
						address: address("b9"),
						...claimsOf(address("b9"), own.tree),
					}),
				),
			).toBe("l2-unknown-code");
		}
	});
	it("is refused with a nonce that no account reaches", () => {
		const own = batchOf(41, {
			written: [{ ...accountPlaces(person).nonce, value: word(1n << 60n) }],
		});
		expect(
			codeOf(() =>
				concludeZksyncAccount(stateOf(own), {
					address: person,
					...claimsOf(person, own.tree),
				}),
			),
		).toBe("evidence-step");
	});
	it("refuses another account's proof, whole or in part", () => {
		const mine = claimsOf(person);
		const other = claimsOf(stranger);
		expect(codeOf(() => accountOf(person, other))).toBe("l2-account");
		for (const part of ["balance", "nonce"] as const)
			expect(
				codeOf(() => accountOf(person, { ...mine, [part]: other[part] })),
			).toBe("l2-account");
		expect(
			codeOf(() =>
				accountOf(person, { ...mine, code: claimsOf(contract).code }),
			),
		).toBe("l2-account");
	});
	it("refuses parts that are swapped", () => {
		const { balance, nonce, code } = claimsOf(person);
		for (const claims of [
			{ balance: nonce, nonce: balance, code },
			{ balance: code, nonce, code: balance },
			{ balance, nonce: code, code: nonce },
		])
			expect(codeOf(() => accountOf(person, claims))).toBe("l2-account");
	});
	it("refuses a proof under another batch's root", () => {
		expect(
			codeOf(() => accountOf(person, claimsOf(person, batchOf(42).tree))),
		).toBe("l2-account");
	});
	it("refuses each part altered: value, index, any hash, one hash less or more", () => {
		const claims = claimsOf(person);
		const flip = (hex: Hex): Hex => {
			const bytes = fromHex(hex);
			bytes[31] = (bytes[31] ?? 0) ^ 1;
			return toHex(bytes);
		};
		const altered = (claim: TreeClaim): readonly TreeClaim[] => [
			{ ...claim, value: flip(claim.value) },
			{ ...claim, index: claim.index + 1 },
			{ ...claim, index: 0 },
			{ ...claim, value: word(0), index: 0 },
			{ ...claim, proof: claim.proof.slice(1) },
			{ ...claim, proof: claim.proof.slice(0, -1) },
			{ ...claim, proof: [...claim.proof, word(1)] },
			...claim.proof.map((_, i) => ({
				...claim,
				proof: claim.proof.map((one, j) => (i === j ? flip(one) : one)),
			})),
		];
		for (const part of ["balance", "nonce"] as const)
			for (const claim of altered(claims[part]))
				expect(
					codeOf(() => accountOf(person, { ...claims, [part]: claim })),
				).toBe("l2-account");
	});
	it("refuses that nobody wrote what somebody wrote", () => {
		const absent = claimsOf(address("cc")).balance;
		expect(
			codeOf(() => accountOf(person, { ...claimsOf(person), balance: absent })),
		).toBe("l2-account");
	});
	it("rests on a state of such a chain alone", () => {
		for (const premise of [undefined, rootOf(), ...premisesOf()])
			expect(
				codeOf(() =>
					concludeZksyncAccount(premise, {
						address: person,
						...claimsOf(person),
					}),
				),
			).toBe("evidence-step");
	});

	it("has slots of contracts beside it, each at its own key", () => {
		const claim = batch.tree.prove(token, tokenKey);
		const given = { address: token, key: tokenKey, claim };
		expect(concludeZksyncSlot(state, given).value).toMatchObject({
			address: token,
			key: tokenKey,
			word: 55n,
		});
		const other = mapped(word(stranger), 51);
		for (const wrong of [
			{ ...given, key: other },
			{ ...given, address: contract },
			{ ...given, claim: { ...claim, value: word(56) } },
		])
			expect(codeOf(() => concludeZksyncSlot(state, wrong))).toBe("l2-account");
		expect(
			concludeZksyncSlot(state, {
				address: token,
				key: other,
				claim: batch.tree.prove(token, other),
			}).value.word,
		).toBe(0n);
		expect(codeOf(() => concludeZksyncSlot(rootOf(), given))).toBe(
			"evidence-step",
		);
	});
	it("is told apart from the system contract's other accounts by the key alone", () => {
		expect(accountPlaces(person).balance).toEqual({
			address: systemToken,
			key: mapped(word(person), 0),
		});
		expect(accountPlaces(person).nonce.address).toBe(systemNonces);
	});
});

describe("each rule, run again", () => {
	const batch = batchOf(41);
	const state = stateOf(batch);
	const tools = toolsFor([zksyncProfile]);
	const again = (one: AnyVerified) =>
		layerRule(one.rule)(one.premises, one.witness, tools);
	const { balance, nonce, code } = accountPlaces(person);
	const account = concludeZksyncAccount(state, {
		address: person,
		balance: batch.tree.prove(balance.address, balance.key),
		nonce: batch.tree.prove(nonce.address, nonce.key),
		code: batch.tree.prove(code.address, code.key),
	});
	const slot = concludeZksyncSlot(state, {
		address: token,
		key: tokenKey,
		claim: batch.tree.prove(token, tokenKey),
	});

	it("concludes the same", async () => {
		const [root] = state.premises;
		const [config] = root?.premises ?? [];
		if (root === undefined || config === undefined) throw new Error("premise");
		for (const one of [config, root, state, account, slot])
			expect((await again(one)).value).toEqual(one.value);
	});
	it("refuses a profile that nobody accepted", async () => {
		const [config] = premisesOf();
		if (config === undefined) throw new Error("config");
		const other = zksyncV1({ ...zksyncProfile, title: "Another" }, "profile");
		await expect(
			layerRule(config.rule)(
				config.premises,
				config.witness,
				toolsFor([other]),
			),
		).rejects.toThrow("l2-profile");
	});
	it("refuses a witness of another form", async () => {
		for (const [one, witness] of [
			[state, { preimage: 7 }],
			[account, { address: person }],
			[slot, { ...Object(slot.witness), key: "0x1" }],
		] as const)
			await expect(
				layerRule(one.rule)(one.premises, witness, tools),
			).rejects.toThrow("bad-field");
	});
});

describe("a profile", () => {
	it("is refused when an executor is none of its facets", () => {
		const [first] = zksyncProfile.facetSets;
		expect(() =>
			zksyncV1(
				{
					...zksyncProfile,
					facetSets: [{ ...first, executor: address("aa") }],
				},
				"profile",
			),
		).toThrow("executor");
	});
});
