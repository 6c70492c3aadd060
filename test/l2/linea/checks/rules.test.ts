// Linea's rules, each over premises and proofs that are true, and over those that an attacker would put in their place.

import { describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import {
	decodeRollupProfile,
	kindOf,
	shippedRollups,
} from "../../../../src/l2/checks.ts";
import {
	answeredLeaf,
	type LeafClaim,
} from "../../../../src/l2/linea/checks/leaf.ts";
import {
	concludeLineaRoot,
	stateRootSlot,
} from "../../../../src/l2/linea/checks/root.ts";
import { concludeLineaState } from "../../../../src/l2/linea/checks/state.ts";
import {
	proveLineaAccount,
	proveLineaSlot,
} from "../../../../src/l2/linea/checks/tree.ts";
import { lookOf } from "../../../../src/l2/look.ts";
import { proveAccount } from "../../../../src/state/account.ts";
import { replayState } from "../../../../src/state/replay.ts";
import { proveCode } from "../../../../src/state/slot.ts";
import { mappingSlot, wordHex } from "../../../../src/state/storage-layout.ts";
import type { AnyVerified } from "../../../../src/trust/verified.ts";
import { conclude } from "../../../../src/trust/verified.ts";
import { headerOver, proofsOf } from "../../reference/made-root.ts";
import { layerRule, toolsFor } from "../../rules.ts";
import { slotTree } from "../tree.ts";
import {
	accounts,
	block,
	configOver,
	finalization,
	held,
	lineaProfile,
	lineaWorld,
	notHeld,
	person,
	premisesOver,
	rootOver,
	state,
	stateOver,
	stranger,
	timeS,
	token,
	tokenCode,
	tokenSlots,
} from "../world.ts";

const codeOf = async (run: () => unknown): Promise<string> => {
	try {
		await run();
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
	return "accepted";
};
const { rollup } = lineaProfile.contracts;
const claimOf = (answer: unknown): LeafClaim => answeredLeaf(answer, "proof");
const zero: Hex = wordHex(0);

describe("the contract of Linea on L1", () => {
	it("says how far it is finalized, and what is paused", () => {
		expect(configOver(lineaWorld()).value).toMatchObject({
			l2BlockNumber: block,
			paused: { finalization: false, payment: false },
		});
		for (const [bit, paused] of [
			[1n, { finalization: true, payment: true }],
			[3n, { finalization: false, payment: true }],
			[6n, { finalization: true, payment: false }],
			[2n, { finalization: false, payment: false }],
		] as const)
			expect(
				configOver(
					lineaWorld((_, storage) => {
						storage[wordHex(218)] = 1n << bit;
					}),
				).value.paused,
			).toEqual(paused);
	});

	it("is refused with an older implementation, or none", async () => {
		for (const behind of [0xe68697690e8ff196a6abb3e1385156d87df85332n, 0n])
			expect(
				await codeOf(() =>
					configOver(
						lineaWorld((_, storage) => {
							storage[lineaProfile.slots.implementation] = behind;
						}),
					),
				),
			).toBe("l2-unknown-code");
	});

	it("is refused before an implementation that is a clone, a delegation, a proxy or nothing", async () => {
		const clone: Hex = `0x363d3d373d3d3d363d73${"ab".repeat(20)}5af43d82803e903d91602b57fd5bf3`;
		for (const code of [clone, `0xef0100${"ab".repeat(20)}`, "0x"] as const)
			expect(
				await codeOf(() =>
					configOver(
						lineaWorld((world) => {
							world[rollup.implementation] = { code };
						}),
					),
				),
			).toBe("l2-unknown-code");
		expect(
			await codeOf(() =>
				configOver(
					lineaWorld((world) => {
						world[rollup.implementation] = {
							code: "0x6001",
							storage: { [lineaProfile.slots.implementation]: 5n },
						};
					}),
				),
			),
		).toBe("l2-unknown-code");
	});

	it("is refused with other code at its own address", async () => {
		expect(
			await codeOf(() =>
				configOver(
					lineaWorld((world, storage) => {
						world[rollup.address] = { code: "0x6002", storage };
					}),
				),
			),
		).toBe("l2-unknown-code");
	});
});

describe("the newest root of Linea", () => {
	const config = configOver(lineaWorld());
	const { rootSlots } = premisesOver(lineaWorld());
	const conclude = (slots: readonly AnyVerified[], said = finalization) =>
		concludeLineaRoot([config, ...slots], { finalization: said });

	it("is the one that L1 took a proof for, as old as its block", () => {
		expect(rootOver().value).toMatchObject({
			root: state.root,
			l2BlockNumber: block,
			blockTimeS: timeS,
			who: "accepted",
			validity: "l1-accepted",
			finality: "final",
		});
		expect(stateOver().value).toMatchObject({
			chainId: 59_144,
			blockNumber: null,
			blockHash: null,
			stateRoot: state.root,
			l2BlockNumber: block,
			grade: { who: "accepted", validity: "l1-accepted", asOfS: timeS },
		});
	});

	it("is refused from the slot of another block, though that has a root", async () => {
		expect(await codeOf(() => conclude(rootSlots(block - 1)))).toBe(
			"evidence-step",
		);
		expect(await codeOf(() => conclude([]))).toBe("evidence-step");
		expect(
			await codeOf(() => conclude([...rootSlots(block), ...rootSlots(block)])),
		).toBe("evidence-step");
	});

	it("is never zero: a block that is not finalized has no root", async () => {
		const world = lineaWorld((_, storage) => {
			delete storage[stateRootSlot(lineaProfile, block)];
		});
		expect(
			await codeOf(() =>
				concludeLineaRoot(
					[configOver(world), ...premisesOver(world).rootSlots(block)],
					{ finalization },
				),
			),
		).toBe("not-anchored");
	});

	it("is refused with any word of its finalization changed, and with none", async () => {
		for (const change of [
			{ messageNumber: wordHex(13) },
			{ messageRollingHash: zero },
			{ forcedNumber: zero },
			{ forcedRollingHash: zero },
			{ timeS: timeS + 1 },
			{ timeS: timeS - 3600 },
		])
			expect(
				await codeOf(() =>
					conclude(rootSlots(block), { ...finalization, ...change }),
				),
			).toBe("l2-preimage");
	});

	it("is refused from another chain", async () => {
		const header = headerOver(lineaWorld());
		const foreign = premisesOver(
			lineaWorld(),
			lineaProfile,
			conclude2(header, { chainId: 5 }),
		);
		expect(await codeOf(() => conclude(foreign.rootSlots(block)))).toBe(
			"evidence-step",
		);
	});
});

/** The header as if it were another's. */
const conclude2 = (
	header: ReturnType<typeof headerOver>,
	change: { readonly chainId: number },
) =>
	conclude("el-header", header.premises, { ...header.value, ...change }, null);

describe("an account on Linea", () => {
	const at = stateOver();
	const prove = (address: Hex, answer: unknown = state.prove(address)) =>
		proveLineaAccount(at, address, claimOf(answer));

	it("has nonce, balance, code hash and the root of its storage", () => {
		expect(prove(person).value).toMatchObject({
			address: person,
			exists: true,
			nonce: 7,
			balanceWei: 10n ** 18n,
			codeHash: accounts[person]?.codeHash,
		});
		expect(prove(token).value.storageRoot).toBe(tokenSlots.root);
	});

	it("is proved absent between its neighbours", () => {
		expect(prove(stranger).value).toMatchObject({
			exists: false,
			nonce: 0,
			balanceWei: 0n,
		});
	});

	it("is refused by another account's proof, and by its own under another root", async () => {
		expect(await codeOf(() => prove(person, state.prove(token)))).toBe(
			"proof-value",
		);
		expect(await codeOf(() => prove(stranger, state.prove(person)))).toBe(
			"proof-value",
		);
		const other = stateOver(
			lineaWorld((_, storage) => {
				storage[mappingSlot(wordHex(block), 282)] = BigInt(state.root) + 1n;
			}),
		);
		expect(
			await codeOf(() =>
				proveLineaAccount(other, person, claimOf(state.prove(person))),
			),
		).toBe("proof-value");
	});

	it("is not absent by others' neighbours, nor beside itself", async () => {
		expect(await codeOf(() => prove(person, state.around(person)))).toBe(
			"proof-value",
		);
		expect(await codeOf(() => prove(stranger, state.around(person)))).toBe(
			"proof-value",
		);
	});

	it("is not absent by a neighbour's key beyond the field, which has the same hash", async () => {
		let tried = 0;
		for (const address of Object.keys(accounts) as Hex[]) {
			const pair = state.before(address);
			// with one account below it, that one's neighbour is the tree's least
			if (pair.leftLeafIndex === pair.rightLeafIndex) continue;
			const { proofRelatedNodes: nodes } = pair.rightProof;
			const leaf = fromHex(nodes.at(-1) ?? "0x");
			const view = new DataView(leaf.buffer, leaf.byteOffset);
			// The first limb of the key, raised by the modulus: past every key that there can be.
			view.setUint32(128, view.getUint32(128) + 2_130_706_433);
			const raised = {
				...pair,
				rightProof: {
					...pair.rightProof,
					proofRelatedNodes: nodes.with(nodes.length - 1, toHex(leaf)),
				},
			};
			expect(await codeOf(() => prove(address, raised))).toBe("proof-value");
			tried += 1;
		}
		expect(tried).toBeGreaterThan(3);
	});

	it("is refused with a value of another form or a storage root beyond the field", async () => {
		const own = claimOf(state.prove(token));
		if ("left" in own) throw new Error("absent");
		const value = fromHex(own.value);
		const view = new DataView(value.buffer, value.byteOffset);
		view.setUint32(64, view.getUint32(64) + 2_130_706_433);
		for (const changed of [
			toHex(value),
			own.value.slice(0, -64) as Hex,
			own.value.replace("01", "02") as Hex,
			"0x" as const,
		])
			expect(
				await codeOf(() =>
					proveLineaAccount(at, token, { ...own, value: changed }),
				),
			).toBe("proof-value");
	});

	it("is refused with another index and with any node changed", async () => {
		const own = claimOf(state.prove(person));
		if ("left" in own) throw new Error("absent");
		expect(
			await codeOf(() =>
				proveLineaAccount(at, person, { ...own, index: own.index ^ 1 }),
			),
		).toBe("proof-value");
		for (const [i, node] of own.nodes.entries()) {
			const bytes = fromHex(node);
			bytes[21] = (bytes[21] ?? 0) ^ 1;
			const nodes = own.nodes.with(i, toHex(bytes));
			expect(
				await codeOf(() => proveLineaAccount(at, person, { ...own, nodes })),
			).toBe("proof-value");
		}
	});

	it("is none of Ethereum's tree: a trie's proof says nothing here", async () => {
		const world = lineaWorld();
		const header = headerOver(world);
		const { account } = proofsOf(header, world, rollup.address, []);
		const witness = account.witness as { readonly proof: readonly Hex[] };
		expect(
			await codeOf(() =>
				proveAccount(at, rollup.address, { accountProof: witness.proof }),
			),
		).toMatch(/^mpt-/);
	});
});

describe("a slot on Linea", () => {
	const at = stateOver();
	const account = proveLineaAccount(at, token, claimOf(state.prove(token)));
	const prove = (slot: Hex, answer: unknown = tokenSlots.prove(slot)) =>
		proveLineaSlot(account, slot, claimOf(answer));

	it("has its word, or is zero between its neighbours", () => {
		expect(prove(held).value).toMatchObject({
			address: token,
			key: held,
			word: 250n,
		});
		expect(prove(notHeld).value.word).toBe(0n);
	});

	it("is refused by another slot's proof, of presence and of absence", async () => {
		expect(await codeOf(() => prove(held, tokenSlots.prove(wordHex(9))))).toBe(
			"proof-value",
		);
		expect(await codeOf(() => prove(held, tokenSlots.around(held)))).toBe(
			"proof-value",
		);
		expect(await codeOf(() => prove(notHeld, tokenSlots.prove(held)))).toBe(
			"proof-value",
		);
	});

	it("is refused under another account's storage", async () => {
		const other = slotTree({ [held]: 999n });
		expect(await codeOf(() => prove(held, other.prove(held)))).toBe(
			"proof-value",
		);
	});

	it("needs a proof where the account is there, and none where it is not", async () => {
		expect(await codeOf(() => proveLineaSlot(account, held, null))).toBe(
			"proof-value",
		);
		const nobody = proveLineaAccount(
			at,
			stranger,
			claimOf(state.prove(stranger)),
		);
		expect(proveLineaSlot(nobody, held, null).value.word).toBe(0n);
		expect(
			await codeOf(() =>
				proveLineaSlot(nobody, held, claimOf(tokenSlots.prove(held))),
			),
		).toBe("proof-value");
	});

	it("is refused under an account of Ethereum's tree", async () => {
		const world = lineaWorld();
		const foreign = proofsOf(headerOver(world), world, rollup.address, []);
		expect(
			await codeOf(() =>
				proveLineaSlot(foreign.account, held, claimOf(tokenSlots.prove(held))),
			),
		).toBe("evidence-step");
	});

	it("belongs to code that is proved by its keccak hash", async () => {
		expect(proveCode(account, tokenCode).value.bytes).toBe(tokenCode);
		const again = await replayState.code([account], { bytes: tokenCode });
		expect(again.value).toMatchObject({ address: token });
		expect(await codeOf(() => proveCode(account, "0x6001"))).toBe("code-hash");
	});
});

describe("the rules of Linea", () => {
	it("run again from premises and witness, under the accepted profile alone", async () => {
		const tools = toolsFor([decodeRollupProfile(lineaProfile, "profile")]);
		const at = stateOver();
		const account = proveLineaAccount(at, token, claimOf(state.prove(token)));
		const slot = proveLineaSlot(account, held, claimOf(tokenSlots.prove(held)));
		const chain: AnyVerified[] = [slot];
		for (let one: AnyVerified | undefined = slot; one !== undefined; ) {
			const [next]: readonly AnyVerified[] = one.premises.filter(({ rule }) =>
				rule.startsWith("linea-"),
			);
			if (next !== undefined) chain.push(next);
			one = next;
		}
		expect(chain.map(({ rule }) => rule)).toEqual([
			"linea-tree-slot",
			"linea-tree-account",
			"linea-state",
			"linea-root",
			"linea-config",
		]);
		for (const one of chain) {
			const witness: unknown = JSON.parse(JSON.stringify(one.witness));
			const again = await layerRule(one.rule)(one.premises, witness, tools);
			expect(again.value).toEqual(one.value);
		}
		const config = chain.at(-1);
		expect(
			await codeOf(() =>
				layerRule("linea-config")(
					config?.premises ?? [],
					config?.witness,
					toolsFor([]),
				),
			),
		).toBe("l2-profile");
	});

	it("conclude a state from a root of Linea alone", async () => {
		const config = configOver(lineaWorld());
		expect(await codeOf(() => concludeLineaState(config as never))).toBe(
			"evidence-step",
		);
	});
});

describe("the profile of Linea that ships", () => {
	const shipped = shippedRollups.find(({ name }) => name === "linea");

	it("says of its pins how each is known", () => {
		expect(shipped?.contracts.rollup?.known?.code.how).toBe("recorded");
		expect(shipped?.contracts.rollup?.known?.implementation?.how).toBe(
			"recorded",
		);
		expect(shipped?.vm).toBeUndefined();
	});

	it("offers no way out, and says what is possible all the same", () => {
		if (shipped === undefined) throw new Error("none");
		const words = kindOf(shipped).noExit(shipped);
		expect(words?.possible.length).toBeGreaterThan(2);
		expect(words?.impossible.length).toBeGreaterThan(1);
		expect(kindOf(shipped).verifierNamedBy).toBeNull();
	});

	it("is watched by the number of its newest finalized block", () => {
		const world = lineaWorld((_, storage) => {
			storage[wordHex(218)] = 1n << 6n;
		});
		const header = headerOver(world);
		const kind = kindOf(lineaProfile);
		const look = (over: typeof world) =>
			lookOf({
				basis: headerOver(over),
				reads: [
					...kind.wanted(lineaProfile),
					{
						address: rollup.address,
						slots: [lineaProfile.slots.implementation],
					},
					{ address: rollup.implementation, slots: [] },
				].map(({ address, slots }) =>
					proofsOf(headerOver(over), over, address, slots),
				),
			});
		expect(header.value.chainId).toBe(1);
		expect(kind.signs(lineaProfile, look(world))).toMatchObject({
			rootCount: block,
			paused: true,
			lastRootS: null,
		});
		const upgraded = lineaWorld((_, storage) => {
			storage[lineaProfile.slots.implementation] = 5n;
		});
		expect(kind.signs(lineaProfile, look(upgraded))).toMatchObject({
			rootCount: null,
			paused: null,
		});
	});
});
