// Starknet's rules over a made chain: what each concludes, and every refusal by what it refuses.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { starkP } from "../../../../src/crypto/pedersen.ts";
import { starkPoseidon } from "../../../../src/crypto/poseidon-stark.ts";
import { concludeStarknetAccount } from "../../../../src/l2/starknet/checks/account.ts";
import { concludeStarknetBalance } from "../../../../src/l2/starknet/checks/balance.ts";
import {
	globalRoot,
	type StarknetBlock,
	starknetBlock,
	starknetBlockHash,
} from "../../../../src/l2/starknet/checks/block.ts";
import {
	addressOf,
	felt,
	feltHex,
} from "../../../../src/l2/starknet/checks/felt.ts";
import { starknetChecks } from "../../../../src/l2/starknet/checks/kind.ts";
import { coreSlots } from "../../../../src/l2/starknet/checks/profile.ts";
import {
	concludeStarknetRoot,
	stateSlots,
} from "../../../../src/l2/starknet/checks/root.ts";
import { concludeStarknetState } from "../../../../src/l2/starknet/checks/state.ts";
import { replayState } from "../../../../src/state/replay.ts";
import { slotOf } from "../../../receipt/world.ts";
import {
	amounts,
	block,
	configOf,
	contractOf,
	contractsTrie,
	keptOf,
	l1PartsOf,
	people,
	placeOf,
	profile,
	rootOf,
	stateOf,
	storages,
	tokens,
	witnesses,
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

const withWord = (key: Hex, word: bigint) => {
	const words = keptOf();
	words.set(key, word);
	return { words };
};

const state = stateOf();
const nodesTo = (address: Hex) => witnesses(contractsTrie, BigInt(address));
const accountAt = (address: Hex) =>
	concludeStarknetAccount(state, {
		address,
		contract: contractOf(address),
		nodes: nodesTo(address),
	});
const halvesOf = (made: (typeof storages)["eth"], owner: Hex) => ({
	owner,
	low: witnesses(made, placeOf(owner)),
	high: witnesses(made, placeOf(owner) + 1n),
});

describe("starknet-config and starknet-root", () => {
	it("say what L1 keeps, and how fast its code can be changed", () => {
		expect(configOf().value).toMatchObject({
			verifier: profile.verifier,
			upgradeDelayS: 0,
			programHash: feltHex(0xabcn),
		});
		expect(
			configOf(withWord(coreSlots.upgradeDelay, 691_200n)).value,
		).toMatchObject({ upgradeDelayS: 691_200 });
		expect(rootOf().value).toMatchObject({
			blockNumber: block.number,
			blockHash: starknetBlockHash(block),
			globalRoot: globalRoot(block.contractsRoot, block.classesRoot),
			who: "accepted",
			validity: "l1-accepted",
			finality: "final",
		});
	});

	it("refuse the implementation of before the upgrade, another registry, no program, other code of the proxy", () => {
		const old = 0x2793010e6711acd5c46ed17f2183a9d58db71e04n;
		for (const parts of [
			withWord(coreSlots.implementation, old),
			withWord(coreSlots.verifier, 5n),
			withWord(coreSlots.programHash, 0n),
			{ proxyHash: feltHex(1n) },
		])
			expect(codeOf(() => configOf(parts))).toBe("l2-unknown-code");
	});

	it("refuse an implementation that is itself a proxy, a clone, a delegation or nothing", () => {
		expect(codeOf(() => configOf({ behind: 5n }))).toBe("l2-unknown-code");
		for (const code of [
			"0x",
			`0xef0100${"11".repeat(20)}`,
			`0x363d3d373d3d3d363d73${"11".repeat(20)}5af43d82803e903d91602b57fd5bf3`,
		] as const)
			expect(codeOf(() => configOf({ code }))).toBe("l2-unknown-code");
	});

	it("refuse a root before the first, one beyond the field, and a negative number", () => {
		const of = (key: Hex, word: bigint) =>
			codeOf(() => rootOf(withWord(key, word)));
		expect(of(stateSlots[0], 0n)).toBe("not-anchored");
		expect(of(stateSlots[2], 0n)).toBe("not-anchored");
		expect(of(stateSlots[0], starkP)).toBe("evidence-step");
		expect(of(stateSlots[2], starkP)).toBe("evidence-step");
		expect(of(stateSlots[1], (1n << 256n) - 1n)).toBe("not-anchored");
	});

	it("refuse the state's slots in another order, fewer, and of another contract", () => {
		const { state: slots } = l1PartsOf({});
		const [one, two, three] = slots;
		if (!one || !two || !three) throw new Error("no slots");
		const config = configOf();
		const [above] = one.premises;
		if (above === undefined) throw new Error("no account");
		for (const wrong of [
			[config, two, one, three],
			[config, one, two],
			[config, one, two, three, three],
			[one, two, three],
			[config, slotOf(above as never, feltHex(1n), 5n), two, three],
		])
			expect(codeOf(() => concludeStarknetRoot(wrong))).toBe("evidence-step");
	});
});

describe("starknet-state", () => {
	it("has the time and the roots of the header under L1's hash, and no state root of Ethereum's kind", () => {
		expect(state.value).toMatchObject({
			chain: "starknet",
			blockNumber: block.number,
			contractsRoot: block.contractsRoot,
			classesRoot: block.classesRoot,
			grade: {
				who: "accepted",
				validity: "l1-accepted",
				asOfS: block.timestampS,
			},
		});
		expect(state.value).not.toHaveProperty("stateRoot");
		expect(state.value).not.toHaveProperty("chainId");
	});

	it("refuses another block's header, field by field", () => {
		const other = feltHex(0x5eedn);
		const changes: {
			readonly [field in keyof StarknetBlock]: StarknetBlock[field];
		} = {
			number: block.number + 1,
			contractsRoot: other,
			classesRoot: other,
			sequencer: other,
			timestampS: block.timestampS + 1,
			transactionCount: 7,
			eventCount: 37,
			stateDiffLength: 40,
			daMode: "CALLDATA",
			stateDiffCommitment: other,
			transactionCommitment: other,
			eventCommitment: other,
			receiptCommitment: other,
			l1GasPrice: [other, block.l1GasPrice[1]],
			l1DataGasPrice: [block.l1DataGasPrice[0], other],
			l2GasPrice: [block.l2GasPrice[1], block.l2GasPrice[0]],
			version: "0.14.2",
			parentHash: other,
		};
		const root = rootOf();
		for (const [field, value] of Object.entries(changes))
			expect(
				codeOf(() => concludeStarknetState(root, { ...block, [field]: value })),
				field,
			).toBe("l2-preimage");
	});

	it("refuses a header whose hash L1 keeps beside another root or number", () => {
		for (const parts of [
			withWord(stateSlots[0], 5n),
			withWord(stateSlots[1], 5n),
		])
			expect(codeOf(() => concludeStarknetState(rootOf(parts), block))).toBe(
				"l2-preimage",
			);
	});

	it("refuses versions whose blocks were hashed otherwise, and what is no version", () => {
		for (const version of ["0.13.1", "0.12.3", "", "0.14.x", "nonsense"])
			expect(
				codeOf(() => concludeStarknetState(rootOf(), { ...block, version })),
			).toBe("unknown-fork");
	});

	it("refuses felts out of range and counts that would run into each other", () => {
		for (const wrong of [
			{ contractsRoot: feltHex(starkP) },
			{ sequencer: `0x${"f".repeat(64)}` },
			{ eventCount: 2 ** 32 },
			{ transactionCount: -1 },
		])
			expect(
				codeOf(() => starknetBlock({ ...block, ...wrong }, "header")),
			).toBe("bad-field");
	});

	it("is no ground for an account of Ethereum's kind", async () => {
		const replay = replayState["mpt-account"];
		await expect(
			replay([state], { address: `0x${"11".repeat(20)}`, proof: [] }),
		).rejects.toMatchObject({ code: "evidence-step" });
	});
});

describe("starknet-account", () => {
	it("gives class, nonce and storage root of a contract", () => {
		expect(accountAt(people.rich).value).toMatchObject({
			exists: true,
			classHash: feltHex(0xc1a55n),
			nonce: 41n,
			at: { blockNumber: block.number },
		});
	});

	it("shows that nothing is at an address, and takes no contract for it", () => {
		const address = people.nobody;
		const nodes = nodesTo(address);
		expect(
			concludeStarknetAccount(state, { address, contract: null, nodes }).value,
		).toMatchObject({ exists: false, nonce: 0n });
		expect(
			codeOf(() =>
				concludeStarknetAccount(state, {
					address,
					contract: contractOf(people.rich),
					nodes,
				}),
			),
		).toBe("l2-account");
	});

	it("refuses absence for a contract that is there, and a way that leads elsewhere", () => {
		const address = people.rich;
		for (const wrong of [
			{ address, contract: null, nodes: nodesTo(address) },
			{ address, contract: null, nodes: nodesTo(people.nobody) },
			{ address, contract: null, nodes: [] },
			{ address, contract: contractOf(address), nodes: nodesTo(tokens.eth) },
			{
				address,
				contract: contractOf(address),
				nodes: witnesses(storages.eth, BigInt(address)),
			},
			{
				address,
				contract: contractOf(address),
				nodes: nodesTo(address).slice(1),
			},
		])
			expect(codeOf(() => concludeStarknetAccount(state, wrong))).toBe(
				"l2-account",
			);
	});

	it("refuses another class, nonce or storage root", () => {
		const address = people.rich;
		for (const change of [
			{ classHash: feltHex(1n) },
			{ nonce: feltHex(42n) },
			{ storageRoot: feltHex(storages.eth.root) },
		])
			expect(
				codeOf(() =>
					concludeStarknetAccount(state, {
						address,
						contract: { ...contractOf(address), ...change },
						nodes: nodesTo(address),
					}),
				),
			).toBe("l2-account");
	});

	it("refuses an edge with another length or path, and each node that is changed", () => {
		const address = people.rich;
		const nodes = nodesTo(address);
		const at = nodes.findIndex((node) => "length" in node);
		const edge = nodes[at];
		if (edge === undefined || "left" in edge) throw new Error("no edge");
		const wrong = [
			nodes.with(at, { ...edge, length: edge.length - 1 }),
			nodes.with(at, { ...edge, path: feltHex(BigInt(edge.path) ^ 1n) }),
			...nodes.map((node, i) =>
				nodes.with(
					i,
					"left" in node
						? { left: node.right, right: node.left }
						: { ...node, child: feltHex(BigInt(node.child) + 1n) },
				),
			),
		];
		for (const given of wrong)
			expect(
				codeOf(() =>
					concludeStarknetAccount(state, {
						address,
						contract: contractOf(address),
						nodes: given,
					}),
				),
			).toBe("l2-account");
	});

	it("refuses a trie hashed by Poseidon, as that of classes is", () => {
		const address = people.rich;
		const { nodes } = { nodes: nodesTo(address) };
		const [top] = nodes;
		if (top === undefined || !("left" in top)) throw new Error("no fork");
		const root = feltHex(starkPoseidon([BigInt(top.left), BigInt(top.right)]));
		const poseidonBlock = { ...block, contractsRoot: root };
		const other = concludeStarknetState(
			rootOf({ words: keptOf(poseidonBlock) }),
			poseidonBlock,
		);
		expect(
			codeOf(() =>
				concludeStarknetAccount(other, {
					address,
					contract: contractOf(address),
					nodes,
				}),
			),
		).toBe("l2-account");
	});
});

describe("starknet-balance", () => {
	const eth = accountAt(tokens.eth);
	const strk = accountAt(tokens.strk);

	it("puts both halves together, and is zero where neither is", () => {
		const rich = people.rich;
		expect(
			concludeStarknetBalance(eth, halvesOf(storages.eth, rich)).value,
		).toMatchObject({ owner: rich, symbol: "ETH", amount: amounts.eth });
		expect(
			concludeStarknetBalance(strk, halvesOf(storages.strk, rich)).value,
		).toMatchObject({ symbol: "STRK", amount: amounts.strk });
		expect(
			concludeStarknetBalance(strk, halvesOf(storages.strk, people.nobody))
				.value.amount,
		).toBe(0n);
	});

	it("refuses halves swapped, doubled, left out or of another owner or token", () => {
		const own = halvesOf(storages.strk, people.rich);
		for (const wrong of [
			{ ...own, low: own.high, high: own.low },
			{ ...own, high: own.low },
			{ ...own, low: [] },
			{ ...own, high: [] },
			{ ...own, low: halvesOf(storages.strk, people.nobody).low },
			halvesOf(storages.eth, people.rich),
			{ ...halvesOf(storages.strk, people.nobody), owner: people.rich },
		])
			expect(codeOf(() => concludeStarknetBalance(strk, wrong))).toBe(
				"l2-account",
			);
	});

	it("refuses an account that is no token, and a token that is not there", () => {
		const own = halvesOf(storages.strk, people.rich);
		expect(
			codeOf(() => concludeStarknetBalance(accountAt(people.rich), own)),
		).toBe("l2-account");
	});

	it("takes a zero of no class that it does not know", () => {
		const known = profile.erc20Classes.map(({ classHash }) => classHash);
		expect(known).not.toContain(feltHex(0xc1a55n));
		const strange = {
			...strk,
			value: { ...strk.value, classHash: feltHex(0xc1a55n) },
		};
		expect(
			codeOf(() =>
				concludeStarknetBalance(
					strange as never,
					halvesOf(storages.strk, people.nobody),
				),
			),
		).toBe("l2-unknown-code");
	});
});

describe("the kind", () => {
	it("runs each rule again from its witness", async () => {
		const again = async (
			rule: string,
			premises: readonly { readonly rule: string }[],
			witness: unknown,
		) =>
			starknetChecks.rules[rule]?.(premises as never, witness, {
				rollups: [profile],
				kernel: null as never,
			});
		const eth = accountAt(tokens.eth);
		const balance = concludeStarknetBalance(
			eth,
			halvesOf(storages.eth, people.rich),
		);
		for (const one of [configOf(), rootOf(), state, eth, balance])
			expect(
				(await again(one.rule, one.premises, one.witness))?.value,
				one.rule,
			).toEqual(one.value);
	});

	it("reads an address as a person writes it, and refuses what is none", () => {
		expect(addressOf("0xABC")).toBe(feltHex(0xabcn));
		for (const bad of [
			"",
			"0x",
			"abc",
			"0x0",
			`0x${"f".repeat(64)}`,
			feltHex((1n << 251n) - 256n),
			`0x${"0".repeat(65)}1`,
		])
			expect(
				codeOf(() => addressOf(bad)),
				bad,
			).toBe("bad-params");
		expect(codeOf(() => felt(feltHex(starkP), "x"))).toBe("bad-field");
	});
});
