// The steps out of an OP rollup: their calldata against viem's, and that no step pays anybody but who signs it.

import fc from "fast-check";
import {
	encodeAbiParameters,
	encodeFunctionData,
	parseAbi,
	toFunctionSelector,
} from "viem";
import { describe, expect, it, test } from "vitest";
import { fromHex, type Hex, toHex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { encodeRlp } from "../../../../src/base/rlp.ts";
import { keccak256, keccakHex } from "../../../../src/crypto/hash.ts";
import { exitCall, exitStep } from "../../../../src/l2/checks.ts";
import { stepJson } from "../../../../src/l2/exit-step.ts";
import { opCall, opSelectors } from "../../../../src/l2/op/checks/exit.ts";
import {
	forceSelectors,
	isForcedBy,
} from "../../../../src/l2/op/checks/force.ts";
import { gameCode } from "../../../../src/l2/op/checks/games.ts";
import {
	payeeSelectors,
	paymentOf,
} from "../../../../src/l2/op/checks/payee.ts";
import { outputRoot } from "../../../../src/l2/op/checks/payload.ts";
import {
	type OpForce,
	type OpStep,
	opStep,
} from "../../../../src/l2/op/checks/step.ts";
import {
	type OpWithdrawal,
	sentMessageSlot,
	withdrawalHash,
} from "../../../../src/l2/op/checks/withdrawal.ts";
import { buildTrie } from "../../../../src/proof/trie.ts";
import { said, saidAll } from "../../../said.ts";
import { profile as bare } from "../../rollup-world.ts";
import {
	bridgeAbi,
	etherMessage,
	etherWithdrawal,
	exitProfile,
	l1Bridge,
	l1Messenger,
	l1Token,
	l2Bridge,
	l2Messenger,
	l2Token,
	person,
	relayed,
	stranger,
	tokenMessage,
} from "../exit-world.ts";

const abi = parseAbi([
	"struct Withdrawal { uint256 nonce; address sender; address target; uint256 value; uint256 gasLimit; bytes data; }",
	"struct OutputProof { bytes32 version; bytes32 stateRoot; bytes32 messagePasserStorageRoot; bytes32 latestBlockhash; }",
	"function depositTransaction(address to, uint256 value, uint64 gasLimit, bool isCreation, bytes data) payable",
	"function initiateWithdrawal(address target, uint256 gasLimit, bytes data) payable",
	"function withdrawTo(address l2Token, address to, uint256 amount, uint32 minGasLimit, bytes extraData) payable",
	"function proveWithdrawalTransaction(Withdrawal tx, uint256 disputeGameIndex, OutputProof outputRootProof, bytes[] withdrawalProof)",
	"function finalizeWithdrawalTransaction(Withdrawal tx)",
	"function finalizeWithdrawalTransactionExternalProof(Withdrawal tx, address proofSubmitter)",
	"function create(uint32 gameType, bytes32 rootClaim, bytes extraData) payable returns (address)",
	"function resolveClaim(uint256 claimIndex, uint256 numToResolve)",
	"function resolve() returns (uint8)",
	"function claimCredit(address recipient)",
]);

const codeOf = (run: () => unknown): string => {
	try {
		run();
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
	return "accepted";
};

const portal = exitProfile.contracts.optimismPortal;
const passer = exitProfile.messagePasser;
const game: Hex = `0x${"9e".repeat(20)}`;

const proofOf = (withdrawal: OpWithdrawal) => {
	const slot = sentMessageSlot(withdrawalHash(withdrawal));
	const others = Array.from({ length: 20 }, (_, i) => {
		const other: Hex = `0x${(i + 1).toString(16).padStart(64, "0")}`;
		return [keccak256(fromHex(other)), encodeRlp(Uint8Array.of(1))] as const;
	});
	const key = keccak256(fromHex(slot));
	const trie = buildTrie([...others, [key, encodeRlp(Uint8Array.of(1))]]);
	return {
		stateRoot: `0x${"11".repeat(32)}` as Hex,
		messagePasserStorageRoot: trie.root,
		blockHash: `0x${"22".repeat(32)}` as Hex,
		proof: trie.prove(key).map((node) => toHex(node)),
	};
};
const proveStep = (withdrawal: OpWithdrawal): OpStep => ({
	kind: "op-prove",
	withdrawal,
	gameIndex: 12,
	...proofOf(withdrawal),
});
const viemWithdrawal = ({ valueWei: value, ...rest }: OpWithdrawal) => ({
	...rest,
	value,
});

test("selectors are those of the signatures", () => {
	const all: readonly { readonly type: string; readonly name?: string }[] = [
		...abi,
		...bridgeAbi,
	];
	for (const [name, selector] of Object.entries({
		...forceSelectors,
		...opSelectors,
		...payeeSelectors,
	})) {
		const found = all.find((item) => item.name === name);
		if (found === undefined) throw new Error(`no ${name}`);
		expect(
			toFunctionSelector(found as Parameters<typeof toFunctionSelector>[0]),
		).toBe(selector);
	}
});

const amounts = fc.bigInt({ min: 1n, max: (1n << 256n) - 1n });
const gases = fc.integer({ min: 50_000, max: 1_000_000 });
const addresses = fc
	.uint8Array({ minLength: 20, maxLength: 20 })
	.map((bytes) => toHex(bytes));

describe("a forced withdrawal", () => {
	it("of ether is viem's call for any amount, gas and account", () => {
		fc.assert(
			fc.property(amounts, gases, addresses, (amount, l1Gas, from) => {
				const step: OpForce = { kind: "op-force", token: null, amount, l1Gas };
				const call = opCall(exitProfile, from, step);
				const inner = encodeFunctionData({
					abi,
					functionName: "initiateWithdrawal",
					args: [from, BigInt(l1Gas), "0x"],
				});
				expect(call.data).toBe(
					encodeFunctionData({
						abi,
						functionName: "depositTransaction",
						args: [passer, amount, 200_000n, false, inner],
					}),
				);
				expect(call.to).toBe(portal.address);
				expect(call.valueWei).toBe(0n);
				expect(call.arrives).toBeNull();
			}),
			{ seed: 5, numRuns: 50 },
		);
	});

	it("of a token is viem's call for any amount, gas and account", () => {
		fc.assert(
			fc.property(amounts, gases, addresses, (amount, l1Gas, from) => {
				const step: OpStep = {
					kind: "op-force",
					token: l2Token,
					amount,
					l1Gas,
				};
				const inner = encodeFunctionData({
					abi,
					functionName: "withdrawTo",
					args: [l2Token, from, amount, l1Gas, "0x"],
				});
				expect(opCall(exitProfile, from, step).data).toBe(
					encodeFunctionData({
						abi,
						functionName: "depositTransaction",
						args: [l2Bridge, 0n, 600_000n, false, inner],
					}),
				);
			}),
			{ seed: 6, numRuns: 50 },
		);
	});

	it("of a token that has none on L1, and of nothing, is refused", () => {
		const step: OpForce = {
			kind: "op-force",
			token: stranger,
			amount: 1n,
			l1Gas: 100_000,
		};
		expect(codeOf(() => opCall(exitProfile, person, step))).toBe(
			"exit-recipient",
		);
		const nothing = { ...step, token: null, amount: 0n };
		expect(codeOf(() => opCall(exitProfile, person, nothing))).toBe(
			"bad-field",
		);
	});

	it("names the amount and the token in words", () => {
		const says = (token: Hex | null, amount: bigint) =>
			opCall(exitProfile, person, {
				kind: "op-force",
				token,
				amount,
				l1Gas: 100_000,
			})
				.says.slice(0, 1)
				.map(said)
				.join();
		expect(says(null, 1_500_000_000_000_000_000n)).toContain("1.5 ETH");
		expect(says(l2Token, 2_500_000n)).toContain("2.5 TOK");
	});

	it("is recognized by the withdrawal that it makes, and by no other", () => {
		const ether: OpForce = {
			kind: "op-force",
			token: null,
			amount: 1_500_000_000_000_000_000n,
			l1Gas: 123_456,
		};
		const is = (step: OpForce, withdrawal: OpWithdrawal) =>
			isForcedBy(exitProfile, person, step, withdrawal);
		expect(is(ether, etherWithdrawal())).toBe(true);
		expect(is(ether, etherWithdrawal({ nonce: 99n }))).toBe(true);
		for (const change of [
			{ sender: stranger },
			{ target: stranger },
			{ valueWei: 1n },
			{ gasLimit: 123_457n },
			{ data: "0x00" as Hex },
		])
			expect(is(ether, etherWithdrawal(change))).toBe(false);
		const token: OpForce = { ...ether, token: l2Token, amount: 2_500_000n };
		expect(is(token, relayed(tokenMessage()))).toBe(true);
		expect(is(token, relayed(tokenMessage(), { minGas: 1 }))).toBe(false);
		expect(is(token, relayed(tokenMessage({ amount: 1n })))).toBe(false);
		expect(is(token, relayed(tokenMessage({ from: stranger })))).toBe(false);
		expect(is(token, relayed(tokenMessage({ to: stranger })))).toBe(false);
		expect(is(token, etherWithdrawal())).toBe(false);
		expect(is(ether, relayed(tokenMessage()))).toBe(false);
	});
});

describe("what a withdrawal pays", () => {
	const exit = exitProfile.exit;
	if (exit === undefined) throw new Error("no way out");
	const pays = (withdrawal: OpWithdrawal, to = person) =>
		paymentOf(exit, to, withdrawal);

	it("is its value, to its target", () => {
		expect(pays(etherWithdrawal())).toEqual({
			token: null,
			amount: 1_500_000_000_000_000_000n,
			sender: person,
			leastGas: 123_456n,
			messageHash: null,
		});
	});

	it.each(["finalizeBridgeERC20", "finalizeERC20Withdrawal"] as const)(
		"is the token of the bridge's message %s",
		(name) => {
			const extra: Hex = `0x${"ee".repeat(45)}`;
			const withdrawal = relayed(tokenMessage({ extra }, name));
			expect(pays(withdrawal)).toEqual({
				token: { l1: l1Token, l2: l2Token },
				amount: 2_500_000n,
				sender: person,
				leastGas: 123_456n,
				messageHash: keccakHex(fromHex(withdrawal.data)),
			});
		},
	);

	it.each(["finalizeBridgeETH", "finalizeETHWithdrawal"] as const)(
		"is the ether of the bridge's message %s",
		(name) => {
			const found = pays(relayed(etherMessage({}, name), { valueWei: 9n }));
			expect(found).toMatchObject({ token: null, amount: 9n });
			expect(found.messageHash).not.toBeNull();
		},
	);

	const flip = (data: Hex, at: number): Hex => {
		const bytes = fromHex(data);
		bytes[at] = (bytes[at] ?? 0) ^ 1;
		return toHex(bytes);
	};
	const padded = relayed(tokenMessage({ extra: "0x01" }));
	const wrong: readonly (readonly [string, OpWithdrawal])[] = [
		["ether for somebody else", etherWithdrawal({ target: stranger })],
		["a call of the payee", etherWithdrawal({ data: "0x01" })],
		["a token for somebody else", relayed(tokenMessage({ to: stranger }))],
		[
			"ether for somebody else by the bridge",
			relayed(etherMessage({ to: stranger }), { valueWei: 9n }),
		],
		[
			"a message of somebody else than the bridge",
			relayed(tokenMessage(), { sender: stranger }),
		],
		[
			"a message to something else than the bridge",
			relayed(tokenMessage(), { target: l1Token }),
		],
		[
			"a message that no messenger sent",
			relayed(tokenMessage(), { withdrawal: { sender: stranger } }),
		],
		[
			"a message to another messenger",
			relayed(tokenMessage(), { withdrawal: { target: stranger } }),
		],
		["a token with ether", relayed(tokenMessage(), { valueWei: 1n })],
		["other ether than is brought", relayed(etherMessage(), { valueWei: 8n })],
		[
			"a message and a withdrawal of other values",
			relayed(etherMessage(), { valueWei: 9n, withdrawal: { valueWei: 8n } }),
		],
		["another call of the bridge", relayed("0x12345678")],
		["a message of nothing", relayed("0x")],
		[
			"another call of the messenger",
			relayed(tokenMessage(), { withdrawal: { data: "0x" } }),
		],
		["a selector flipped", { ...padded, data: flip(padded.data, 0) }],
		[
			"an offset flipped",
			{ ...padded, data: flip(padded.data, 4 + 6 * 32 - 1) },
		],
		["bytes behind the end", { ...padded, data: `${padded.data}00` }],
		[
			"bytes in the padding",
			{ ...padded, data: flip(padded.data, fromHex(padded.data).length - 1) },
		],
		[
			"an address with more in its word",
			{ ...padded, data: flip(padded.data, 4 + 32) },
		],
		[
			"a cut call",
			{ ...padded, data: toHex(fromHex(padded.data).subarray(0, 100)) },
		],
	];
	it.each(wrong)("is refused for %s", (_what, withdrawal) => {
		expect(codeOf(() => pays(withdrawal))).toBe("exit-recipient");
		const steps: readonly OpStep[] = [
			proveStep(withdrawal),
			{ kind: "op-finalize", withdrawal, submitter: null },
			{ kind: "op-finalize", withdrawal, submitter: stranger },
			{ kind: "op-relay", withdrawal },
		];
		for (const step of steps)
			expect(codeOf(() => exitCall(exitProfile, person, step))).toBe(
				"exit-recipient",
			);
	});

	it("is nobody else's: the same withdrawal is refused to whom it does not pay", () => {
		expect(codeOf(() => pays(etherWithdrawal(), stranger))).toBe(
			"exit-recipient",
		);
		expect(codeOf(() => pays(relayed(tokenMessage()), stranger))).toBe(
			"exit-recipient",
		);
		expect(l1Messenger).not.toBe(l1Bridge);
		expect(l2Messenger).not.toBe(l2Bridge);
	});
});

describe("proving and taking a withdrawal", () => {
	const withdrawals = fc
		.record({ nonce: amounts, valueWei: amounts, gas: gases })
		.map(({ nonce, valueWei, gas }) =>
			etherWithdrawal({ nonce, valueWei, gasLimit: BigInt(gas) }),
		);

	it("is viem's call to prove", () => {
		fc.assert(
			fc.property(
				fc.oneof(withdrawals, fc.constant(relayed(tokenMessage()))),
				fc.integer({ min: 0, max: 1_000_000 }),
				(withdrawal, gameIndex) => {
					const parts = proofOf(withdrawal);
					const call = opCall(exitProfile, person, {
						kind: "op-prove",
						withdrawal,
						gameIndex,
						...parts,
					});
					expect(call.data).toBe(
						encodeFunctionData({
							abi,
							functionName: "proveWithdrawalTransaction",
							args: [
								viemWithdrawal(withdrawal),
								BigInt(gameIndex),
								{
									version: `0x${"00".repeat(32)}`,
									stateRoot: parts.stateRoot,
									messagePasserStorageRoot: parts.messagePasserStorageRoot,
									latestBlockhash: parts.blockHash,
								},
								parts.proof,
							],
						}),
					);
					expect(call.to).toBe(portal.address);
					expect(call.arrives).toBeNull();
				},
			),
			{ seed: 7, numRuns: 30 },
		);
	});

	it("refuses a proof that does not hold under the root it is given for", () => {
		const step = proveStep(etherWithdrawal());
		if (step.kind !== "op-prove") throw new Error("another step");
		const { proof } = step;
		const code = (change: Partial<typeof step>) =>
			codeOf(() => opCall(exitProfile, person, { ...step, ...change }));
		expect(code({})).toBe("accepted");
		expect(code({ proof: proof.slice(1) })).toMatch(/^mpt-/);
		expect(code({ proof: [...proof, ...proof.slice(-1)] })).toMatch(/^mpt-/);
		expect(code({ messagePasserStorageRoot: step.stateRoot })).toMatch(/^mpt-/);
		expect(code({ withdrawal: etherWithdrawal({ nonce: 1n }) })).toMatch(
			/^(mpt-|proof-value)/,
		);
	});

	it("is viem's call to finalize, with an own proof and with another's", () => {
		fc.assert(
			fc.property(withdrawals, addresses, (withdrawal, other) => {
				const call = (submitter: Hex | null) =>
					opCall(exitProfile, person, {
						kind: "op-finalize",
						withdrawal,
						submitter,
					});
				const own = encodeFunctionData({
					abi,
					functionName: "finalizeWithdrawalTransaction",
					args: [viemWithdrawal(withdrawal)],
				});
				expect(call(null).data).toBe(own);
				expect(call(person).data).toBe(own);
				expect(call(other).data).toBe(
					encodeFunctionData({
						abi,
						functionName: "finalizeWithdrawalTransactionExternalProof",
						args: [viemWithdrawal(withdrawal), other],
					}),
				);
				expect(call(null).arrives).toEqual({
					token: null,
					amount: withdrawal.valueWei,
				});
			}),
			{ seed: 8, numRuns: 30 },
		);
	});

	it("brings the token of L1", () => {
		const withdrawal = relayed(tokenMessage());
		for (const step of [
			{ kind: "op-finalize", withdrawal, submitter: null },
			{ kind: "op-relay", withdrawal },
		] as const)
			expect(opCall(exitProfile, person, step).arrives).toEqual({
				token: l1Token,
				amount: 2_500_000n,
			});
	});

	it("relays a message with the very call the portal made", () => {
		const withdrawal = relayed(tokenMessage());
		const call = opCall(exitProfile, person, { kind: "op-relay", withdrawal });
		expect(call.to).toBe(l1Messenger);
		expect(call.data).toBe(withdrawal.data);
		expect(
			codeOf(() =>
				opCall(exitProfile, person, {
					kind: "op-relay",
					withdrawal: etherWithdrawal(),
				}),
			),
		).toBe("exit-recipient");
	});

	it("refuses a withdrawal that asks for more gas than a block has to give", () => {
		const withdrawal = etherWithdrawal({ gasLimit: 10_000_001n });
		const step: OpStep = { kind: "op-finalize", withdrawal, submitter: null };
		expect(codeOf(() => opCall(exitProfile, person, step))).toBe("bad-field");
	});
});

describe("a game", () => {
	it("is closed by viem's calls", () => {
		const data = (kind: "op-resolve-claim" | "op-resolve") =>
			opCall(exitProfile, person, { kind, game }).data;
		expect(data("op-resolve-claim")).toBe(
			encodeFunctionData({ abi, functionName: "resolveClaim", args: [0n, 0n] }),
		);
		expect(data("op-resolve")).toBe(
			encodeFunctionData({ abi, functionName: "resolve" }),
		);
	});

	it("is known by its own code as a clone of the profile's, and refused as any other", () => {
		const { contract, to } = opCall(exitProfile, person, {
			kind: "op-resolve",
			game,
		});
		if (contract.how !== "clone") throw new Error("no clone");
		expect(to).toBe(game);
		const made = {
			implementation: exitProfile.game.implementation,
			creator: stranger,
			rootClaim: `0x${"ab".repeat(32)}`,
			l1Head: `0x${"cd".repeat(32)}`,
			l2BlockNumber: 5n,
		} as const;
		expect(codeOf(() => contract.check(gameCode(made)))).toBe("accepted");
		const other = gameCode({ ...made, implementation: stranger });
		expect(codeOf(() => contract.check(other))).toBe("l2-game");
		expect(codeOf(() => contract.check(new Uint8Array(9)))).toBe("l2-game");
	});

	it("is made by viem's call, with the bond beside it", () => {
		const parts = proofOf(etherWithdrawal());
		const call = opCall(exitProfile, person, {
			kind: "op-propose",
			...parts,
			l2BlockNumber: 4711,
			bondWei: 80_000_000_000_000_000n,
		});
		expect(call.data).toBe(
			encodeFunctionData({
				abi,
				functionName: "create",
				args: [
					exitProfile.game.type,
					outputRoot(parts),
					encodeAbiParameters([{ type: "uint256" }], [4711n]),
				],
			}),
		);
		expect(call.valueWei).toBe(80_000_000_000_000_000n);
		expect(call.to).toBe(exitProfile.contracts.disputeGameFactory.address);
		expect(saidAll(call.says)).toContain("Locks 0.08 ETH");
		expect(saidAll(call.says)).toContain("did not run the rollup's blocks");
	});

	it("pays its bond back to who signs, by viem's call", () => {
		const call = opCall(exitProfile, person, {
			kind: "op-bond",
			game,
			amountWei: 5n,
		});
		expect(call.data).toBe(
			encodeFunctionData({ abi, functionName: "claimCredit", args: [person] }),
		);
		expect(call.arrives).toEqual({ token: null, amount: 5n });
	});
});

describe("a step", () => {
	const steps: readonly OpStep[] = [
		{ kind: "op-force", token: l2Token, amount: 5n, l1Gas: 100_000 },
		proveStep(etherWithdrawal()),
		{ kind: "op-resolve-claim", game },
		{ kind: "op-resolve", game },
		{
			kind: "op-propose",
			stateRoot: `0x${"11".repeat(32)}`,
			messagePasserStorageRoot: `0x${"12".repeat(32)}`,
			blockHash: `0x${"13".repeat(32)}`,
			l2BlockNumber: 7,
			bondWei: 3n,
		},
		{
			kind: "op-finalize",
			withdrawal: relayed(tokenMessage()),
			submitter: stranger,
		},
		{ kind: "op-relay", withdrawal: relayed(tokenMessage()) },
		{ kind: "op-bond", game, amountWei: 9n },
	];
	it.each(steps.map((step) => [step.kind, step] as const))(
		"%s comes back from its JSON, and calls a contract of the profile",
		(_kind, step) => {
			const again = exitStep(stepJson(step), "step");
			expect(again).toEqual(step);
			const call = exitCall(exitProfile, person, again);
			expect(said(call.title).length).toBeLessThanOrEqual(60);
			expect(call.says.length).toBeLessThanOrEqual(8);
			for (const line of call.says)
				expect(said(line).length).toBeLessThanOrEqual(400);
			if (call.contract.how === "proxied")
				expect(call.contract.slot).toBe(exitProfile.slots.implementation);
			else expect(call.to).toBe(game);
		},
	);

	it("is refused for a profile without a way out, and for another kind of rollup's", () => {
		for (const step of steps)
			expect(codeOf(() => exitCall(bare, person, step))).toBe(
				"unverifiable-method",
			);
		const foreign = { kind: "reference-freeze" } as const;
		expect(codeOf(() => exitCall(exitProfile, person, foreign))).toBe(
			"unverifiable-method",
		);
	});

	it.each([
		["no kind", {}],
		["a kind that is not known", { kind: "op-steal" }],
		["a word that fits no step", { kind: "op-bond", game, amountWei: "-1" }],
		[
			"gas out of bounds",
			{ kind: "op-force", token: null, amount: "1", l1Gas: 1 },
		],
		[
			"no proof at all",
			{ ...(stepJson(proveStep(etherWithdrawal())) as object), proof: [] },
		],
		["an address cut short", { kind: "op-resolve", game: "0x12" }],
	])("is refused with %s", (_what, raw) => {
		expect(codeOf(() => opStep(raw, "step"))).toBe("bad-field");
	});
});
