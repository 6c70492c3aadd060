import { encodeAbiParameters } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromHex, type Hex } from "../../../src/base/bytes.ts";
import { Fault } from "../../../src/base/fault.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import {
	type Assertion,
	assertion,
	assertionHash,
} from "../../../src/l2/arbitrum/checks/assertion.ts";
import {
	arbitrumConfigWanted,
	concludeArbitrumConfig,
} from "../../../src/l2/arbitrum/checks/config.ts";
import {
	assertionsWanted,
	concludeArbitrumRoot,
	nodeSlot,
} from "../../../src/l2/arbitrum/checks/root.ts";
import { concludeArbitrumState } from "../../../src/l2/arbitrum/checks/state.ts";
import { contractPremises } from "../../../src/l2/proved.ts";
import { accountClaim } from "../../../src/source/execution.ts";
import { proveAccount } from "../../../src/state/account.ts";
import type { WantedAccount } from "../../../src/state/capture.ts";
import { proveCode, proveSlot } from "../../../src/state/slot.ts";
import { wordHex } from "../../../src/state/storage-layout.ts";
import { arbitrumWorld } from "../../cli/recorded/arbitrum.ts";
import { givenState } from "../../cli/recorded/state.ts";
import { type Chance, chance } from "../../conformance/chance.ts";
import { readRecording } from "../../conformance/l2-chain/arbitrum.ts";
import { l1Basis } from "../../conformance/l2-chain/recording.ts";
import { flipped } from "./alter.ts";
import { compared, ours, recordings } from "./compare.ts";
import { startVerifiers, type Verifiers } from "./verifiers.ts";

let verifiers: Verifiers;
beforeAll(async () => {
	verifiers = await startVerifiers();
}, 60_000);
afterAll(() => verifiers?.anvil.stop());

/**
 * getAssertion(bytes32) as the rollup contract answers it, out of the very slots: the five fields packed in the first word, and the
 * second word.
 */
const rollupCode = (assertionsSlot: number): Hex =>
	`0x${[
		"6004355f52", // the hash
		`60${assertionsSlot.toString(16).padStart(2, "0")}602052`,
		"60405f2054", // the word at keccak(hash, slot)
		"8067ffffffffffffffff165f52",
		"8060401c67ffffffffffffffff16602052",
		"8060801c67ffffffffffffffff16604052",
		"8060c01c60ff16606052",
		"8060c81c60ff16608052",
		"60c05ff3",
	].join("")}`;

const rollupProof = [
	{
		type: "tuple",
		components: [
			{ name: "assertionHash", type: "bytes32" },
			{ name: "encodedAssertionChain", type: "bytes" },
			{
				name: "afterState",
				type: "tuple",
				components: [
					{
						name: "globalState",
						type: "tuple",
						components: [
							{ name: "bytes32Vals", type: "bytes32[2]" },
							{ name: "u64Vals", type: "uint64[2]" },
						],
					},
					{ name: "machineStatus", type: "uint8" },
					{ name: "endHistoryRoot", type: "bytes32" },
				],
			},
			{ name: "rlpEncodedBlock", type: "bytes" },
		],
	},
] as const;
const afterState = rollupProof[0].components[2];

/** One lie, or none: what L1 keeps, what the assertion is said to be, the header. */
type Lie = {
	readonly one: Assertion;
	readonly header: Hex;
	/** The status that L1 keeps of it. */
	readonly status: number;
	/** Under which hash L1 keeps it. */
	readonly keptAs: Hex;
};

const statusAt = 200n;
const withStatus = (word: bigint, status: number): bigint =>
	(word & ~(0xffn << statusAt)) | (BigInt(status) << statusAt);

const assertionLies: readonly (readonly [
	string,
	(honest: Lie, dice: Chance) => Lie,
])[] = [
	["as it is", (honest) => honest],
	...(
		["parent", "blockHash", "sendRoot", "endHistoryRoot", "inboxAcc"] as const
	).map((name): readonly [string, (honest: Lie, dice: Chance) => Lie] => [
		`another ${name}`,
		(honest, dice) => ({
			...honest,
			one: { ...honest.one, [name]: flipped(honest.one[name], dice) },
		}),
	]),
	...(["batch", "positionInBatch"] as const).map(
		(name): readonly [string, (honest: Lie, dice: Chance) => Lie] => [
			`another ${name}`,
			(honest, dice) => ({
				...honest,
				one: { ...honest.one, [name]: honest.one[name] + 1 + dice.below(99) },
			}),
		],
	),
	[
		"block and send root swapped",
		(honest) => ({
			...honest,
			one: {
				...honest.one,
				blockHash: honest.one.sendRoot,
				sendRoot: honest.one.blockHash,
			},
		}),
	],
	[
		"a bit of the header",
		(honest, dice) => ({ ...honest, header: flipped(honest.header, dice) }),
	],
	["L1 has it as pending", (honest) => ({ ...honest, status: 1 })],
	["L1 has it not", (honest) => ({ ...honest, status: 0 })],
	[
		"L1 has another",
		(honest, dice) => ({ ...honest, keptAs: flipped(honest.keptAs, dice) }),
	],
	[
		"its machine ran into an error, and L1 keeps that",
		(honest) => {
			const one = { ...honest.one, machineStatus: 2 };
			return { ...honest, one, keptAs: assertionHash(one) };
		},
	],
	[
		"another block, and L1 keeps that",
		(honest, dice) => {
			const one = {
				...honest.one,
				blockHash: flipped(honest.one.blockHash, dice),
			};
			return { ...honest, one, keptAs: assertionHash(one) };
		},
	],
];

const recorded = recordings
	.filter(({ family }) => family === "arbitrum")
	.flatMap((recording) => {
		const world = arbitrumWorld(recording);
		return world === null ? [] : [{ path: recording.path, recording, world }];
	});
if (recorded.length === 0)
	test.skip("no recording of Arbitrum of a chain that ships is here", () => {});

describe.each(recorded)(
	"BoLDVerifierLib over $path",
	({ path, recording, world }) => {
		test("comes to the same state root, and refuses the same seeded lies", async () => {
			const { profile, input } = readRecording(recording);
			const lib = await verifiers.deploy("BoLDVerifierLib");
			const { rollup } = profile.contracts;
			await verifiers.anvil.call("anvil_setCode", [
				rollup.address,
				rollupCode(profile.slots.assertions),
			]);
			const put = (key: Hex, word: bigint) =>
				verifiers.anvil.call("anvil_setStorageAt", [
					rollup.address,
					key,
					wordHex(word),
				]);
			const one = assertion(input.assertion, "assertion");
			const hash = assertionHash(one);
			const own = world.completed.get(rollup.address);
			const word = own?.storage?.get(nodeSlot(profile, hash)) ?? 0n;
			const honest: Lie = {
				one,
				header: input.header,
				status: 2,
				keptAs: hash,
			};
			const dice = chance(15, path);

			/** By the rules, over an L1 with what is kept. */
			const byRules = ({ one: said, header, status, keptAs }: Lie): Hex => {
				const storage = new Map(own?.storage ?? []);
				storage.delete(nodeSlot(profile, hash));
				storage.set(nodeSlot(profile, keptAs), withStatus(word, status));
				storage.set(wordHex(profile.slots.latestConfirmed), BigInt(keptAs));
				const state = givenState(
					new Map([...world.completed, [rollup.address, { ...own, storage }]]),
				);
				const basis = l1Basis({
					chainId: profile.l1ChainId,
					stateRoot: state.root,
				});
				const proved = (wanted: readonly WantedAccount[]) =>
					wanted.map(({ address, slots, code }) => {
						const claim = accountClaim(state.proof(address, slots), "proof");
						const account = proveAccount(basis, address, claim);
						return {
							account,
							slots: claim.storageProof.map((slot) => proveSlot(account, slot)),
							code: code
								? proveCode(account, state.code(address) ?? "0x")
								: null,
						};
					});
				const config = concludeArbitrumConfig(
					profile,
					contractPremises(proved(arbitrumConfigWanted(profile))),
				);
				const [node] = proved(assertionsWanted(profile, [assertionHash(said)]));
				const root = concludeArbitrumRoot([config, ...(node?.slots ?? [])], {
					assertions: [said],
				});
				return concludeArbitrumState(root, { rlp: header }).value.stateRoot;
			};

			const byTheirs = async (lie: Lie): Promise<unknown> => {
				const { one: said, header, status, keptAs } = lie;
				const before = nodeSlot(profile, hash);
				await put(before, 0n);
				await put(nodeSlot(profile, keptAs), withStatus(word, status));
				// theirs begins at a parent that is confirmed; of the recorded one nothing but its hash is known
				await put(nodeSlot(profile, said.parent), withStatus(1n << 128n, 2));
				const state = {
					globalState: {
						bytes32Vals: [said.blockHash, said.sendRoot],
						u64Vals: [BigInt(said.batch), BigInt(said.positionInBatch)],
					},
					machineStatus: said.machineStatus,
					endHistoryRoot: said.endHistoryRoot,
				} as const;
				const stateHash = keccakHex(
					fromHex(encodeAbiParameters([afterState], [state])),
				);
				const proof = encodeAbiParameters(rollupProof, [
					{
						assertionHash: said.parent,
						encodedAssertionChain: `${stateHash}${said.inboxAcc.slice(2)}`,
						afterState: state,
						rlpEncodedBlock: header,
					},
				]);
				const found = await lib.ask("verifyRollup", [
					rollup.address,
					0n,
					proof,
				]);
				await put(nodeSlot(profile, keptAs), 0n);
				return Array.isArray(found) ? found[0] : found;
			};

			for (let i = 0; i < 6; i++)
				for (const [kind, lie] of assertionLies) {
					const told = lie(honest, dice);
					const said = ours(() => byRules(told));
					const says = said instanceof Fault ? null : said;
					expect(await byTheirs(told), kind).toBe(says);
					expect(says === null, kind).toBe(kind !== "as it is");
					compared(`assertion, ${kind}`, says);
				}
		}, 120_000);
	},
);
