// The steps out of an OP rollup whose games an AnchorStateRegistry judges: their calldata against viem's,
// that no step pays anybody but who signs it, what a changed proof does, and which steps there are none of.

import { encodeFunctionData, parseAbi } from "viem";
import { describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { encodeRlp } from "../../../../src/base/rlp.ts";
import { keccak256 } from "../../../../src/crypto/hash.ts";
import {
	exitCall,
	exitStep,
	pinnedOf,
	shippedRollups,
} from "../../../../src/l2/checks.ts";
import { type ExitStep, stepJson } from "../../../../src/l2/exit-step.ts";
import {
	type OpWithdrawal,
	sentMessageSlot,
	withdrawalHash,
} from "../../../../src/l2/op/checks/withdrawal.ts";
import { opProfiles } from "../../../../src/l2/op/profiles/all.ts";
import { buildTrie } from "../../../../src/proof/trie.ts";
import { saidAll } from "../../../said.ts";
import {
	argsFor,
	bareMake,
	cloneOf,
	faultMake,
	permissionedMake,
	type RegistryGame,
	registryProfile,
	superMake,
	superPreimage,
} from "../../registry-world.ts";
import {
	etherMessage,
	etherWithdrawal,
	person,
	relayed,
	stranger,
	tokenMessage,
} from "../exit-world.ts";
import { earlierPortal, leavingProfile } from "../registry-exit-world.ts";

// As op-contracts 6.0.0, 7.0.0 and 8.0.0-rc.1 declare them, for viem to encode.
const portalAbi = parseAbi([
	"function depositTransaction(address _to, uint256 _value, uint64 _gasLimit, bool _isCreation, bytes _data) payable",
	"function proveWithdrawalTransaction((uint256 nonce, address sender, address target, uint256 value, uint256 gasLimit, bytes data) _tx, uint256 _disputeGameIndex, (bytes32 version, bytes32 stateRoot, bytes32 messagePasserStorageRoot, bytes32 latestBlockhash) _outputRootProof, bytes[] _withdrawalProof)",
	"function finalizeWithdrawalTransaction((uint256 nonce, address sender, address target, uint256 value, uint256 gasLimit, bytes data) _tx)",
	"function finalizeWithdrawalTransactionExternalProof((uint256 nonce, address sender, address target, uint256 value, uint256 gasLimit, bytes data) _tx, address _proofSubmitter)",
	"function initiateWithdrawal(address _target, uint256 _gasLimit, bytes _data) payable",
	"function resolveClaim(uint256 _claimIndex, uint256 _numToResolve)",
	"function resolve() returns (uint8 status_)",
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
const portal = leavingProfile.exit?.contracts.optimismPortal;
const game: Hex = `0x${"9e".repeat(20)}`;
const call = (step: ExitStep, profile = leavingProfile, from = person) =>
	exitCall(profile, from, exitStep(stepJson(step), "step"));

const proofOf = (withdrawal: OpWithdrawal) => {
	const slot = sentMessageSlot(withdrawalHash(withdrawal));
	const leaf = encodeRlp(Uint8Array.of(1));
	const others = Array.from(
		{ length: 20 },
		(_, i) =>
			[
				keccak256(fromHex(`0x${(i + 1).toString(16).padStart(64, "0")}`)),
				leaf,
			] as const,
	);
	const key = keccak256(fromHex(slot));
	const trie = buildTrie([...others, [key, leaf]]);
	return {
		stateRoot: `0x${"11".repeat(32)}` as Hex,
		messagePasserStorageRoot: trie.root,
		blockHash: `0x${"22".repeat(32)}` as Hex,
		proof: trie.prove(key).map((node) => toHex(node)),
	};
};
const prove = (withdrawal: OpWithdrawal) => ({
	kind: "op-prove" as const,
	withdrawal,
	gameIndex: 12,
	...proofOf(withdrawal),
});
const viemOf = ({ valueWei: value, ...rest }: OpWithdrawal) => ({
	...rest,
	value,
});
const force = {
	kind: "op-force",
	token: null,
	amount: 5n,
	l1Gas: 100_000,
} as const;

describe("the calldata of a step", () => {
	it("forces ether out through the portal, with enough gas and to oneself", () => {
		const made = call(force);
		expect(made.to).toBe(portal?.address);
		expect(made.valueWei).toBe(0n);
		expect(made.data).toBe(
			encodeFunctionData({
				abi: portalAbi,
				functionName: "depositTransaction",
				args: [
					leavingProfile.messagePasser,
					5n,
					200_000n,
					false,
					encodeFunctionData({
						abi: portalAbi,
						functionName: "initiateWithdrawal",
						args: [person, 100_000n, "0x"],
					}),
				],
			}),
		);
		expect(made.says.length).toBeLessThan(9);
		expect(saidAll(made.says)).toContain("Anybody may post one");
		expect(made.arrives).toBeNull();
	});

	it("says before it is forced that one account alone may post the root", () => {
		const [, fault, permissioned] = leavingProfile.games;
		if (fault === undefined || permissioned === undefined) throw new Error();
		const says = call(force, {
			...leavingProfile,
			games: [permissioned, fault],
		}).says;
		expect(saidAll(says)).toContain("One account alone may post roots");
	});

	it("proves with the chain's own output root, whichever root the game claims", () => {
		const withdrawal = etherWithdrawal();
		const { proof, stateRoot, messagePasserStorageRoot, blockHash } =
			proofOf(withdrawal);
		expect(call(prove(withdrawal)).data).toBe(
			encodeFunctionData({
				abi: portalAbi,
				functionName: "proveWithdrawalTransaction",
				args: [
					viemOf(withdrawal),
					12n,
					{
						version: `0x${"00".repeat(32)}`,
						stateRoot,
						messagePasserStorageRoot,
						latestBlockhash: blockHash,
					},
					proof,
				],
			}),
		);
	});

	it("takes the payment by the own proof, and by another's where that is named", () => {
		const withdrawal = etherWithdrawal();
		const own = call({ kind: "op-finalize", withdrawal, submitter: null });
		expect(own.data).toBe(
			encodeFunctionData({
				abi: portalAbi,
				functionName: "finalizeWithdrawalTransaction",
				args: [viemOf(withdrawal)],
			}),
		);
		expect(own.arrives).toEqual({ token: null, amount: withdrawal.valueWei });
		const other = call({
			kind: "op-finalize",
			withdrawal,
			submitter: stranger,
		});
		expect(other.data).toBe(
			encodeFunctionData({
				abi: portalAbi,
				functionName: "finalizeWithdrawalTransactionExternalProof",
				args: [viemOf(withdrawal), stranger],
			}),
		);
		// whoever proved it, it pays the account that signs
		expect(other.arrives).toEqual(own.arrives);
	});

	it("closes a game in two steps that pay nobody", () => {
		const claim = call({ kind: "op-resolve-claim", game });
		expect([claim.to, claim.data, claim.arrives]).toEqual([
			game,
			encodeFunctionData({
				abi: portalAbi,
				functionName: "resolveClaim",
				args: [0n, 0n],
			}),
			null,
		]);
		const done = call({ kind: "op-resolve", game });
		expect([done.to, done.data, done.arrives]).toEqual([
			game,
			encodeFunctionData({ abi: portalAbi, functionName: "resolve" }),
			null,
		]);
	});

	it("goes to a portal that may also run what releases before had", () => {
		expect(call(force).contract).toMatchObject({
			how: "proxied",
			implementation: portal?.implementation,
			earlier: [{ implementation: earlierPortal }],
		});
	});
});

describe("a step is refused", () => {
	it.each<[what: string, step: ExitStep, code: string]>([
		["that forces nothing", { ...force, amount: 0n }, "bad-field"],
		[
			"that forces a token without a counterpart",
			{ ...force, token: stranger },
			"exit-recipient",
		],
		[
			"that proves what pays another",
			prove(etherWithdrawal({ target: stranger })),
			"exit-recipient",
		],
		[
			"that takes what pays another",
			{
				kind: "op-finalize",
				withdrawal: etherWithdrawal({ target: stranger }),
				submitter: null,
			},
			"exit-recipient",
		],
		[
			"that takes what calls its payee",
			{
				kind: "op-finalize",
				withdrawal: etherWithdrawal({ data: "0x01" }),
				submitter: null,
			},
			"exit-recipient",
		],
		[
			"that takes a message to another's account",
			{
				kind: "op-finalize",
				withdrawal: relayed(tokenMessage({ to: stranger })),
				submitter: null,
			},
			"exit-recipient",
		],
		[
			"that takes a message of another's bridge",
			{
				kind: "op-finalize",
				withdrawal: relayed(etherMessage(), { sender: stranger, valueWei: 9n }),
				submitter: null,
			},
			"exit-recipient",
		],
		[
			"that asks for gas without bound",
			{
				kind: "op-finalize",
				withdrawal: etherWithdrawal({ gasLimit: 10_000_001n }),
				submitter: null,
			},
			"bad-field",
		],
	])("%s", (_, step, code) => {
		expect(codeOf(() => call(step))).toBe(code);
	});

	it.each<[what: string, step: ExitStep]>([
		[
			"that proposes a root",
			{
				kind: "op-propose",
				stateRoot: `0x${"11".repeat(32)}`,
				messagePasserStorageRoot: `0x${"12".repeat(32)}`,
				blockHash: `0x${"13".repeat(32)}`,
				l2BlockNumber: 5,
				bondWei: 1n,
			},
		],
		[
			"that relays a payment again",
			{ kind: "op-relay", withdrawal: relayed(etherMessage()) },
		],
		["that takes a bond", { kind: "op-bond", game, amountWei: 1n }],
	])("%s: this release makes none here", (_, step) => {
		expect(codeOf(() => call(step))).toBe("unverifiable-method");
	});

	it("by a profile that does not say how to leave", () => {
		for (const step of [
			force,
			prove(etherWithdrawal()),
			{ kind: "op-resolve", game },
		])
			expect(codeOf(() => call(step, registryProfile))).toBe(
				"unverifiable-method",
			);
	});
});

describe("the proof of a withdrawal", () => {
	const withdrawal = etherWithdrawal();
	const step = prove(withdrawal);
	const turned = (hex: Hex, at: number): Hex => {
		const bytes = fromHex(hex);
		bytes[at] = (bytes[at] ?? 0) ^ 1;
		return toHex(bytes);
	};

	it("holds", () => {
		expect(codeOf(() => call(step))).toBe("accepted");
	});

	it("is refused with any node changed, gone, doubled or in another place", () => {
		step.proof.forEach((node, i) => {
			for (let at = 0; at < (node.length - 2) / 2; at += 7) {
				const proof = step.proof.with(i, turned(node, at));
				expect(codeOf(() => call({ ...step, proof }))).not.toBe("accepted");
			}
			for (const proof of [
				step.proof.toSpliced(i, 1),
				step.proof.toSpliced(i, 0, node),
				step.proof.toReversed(),
			])
				if (proof.length > 0 && proof.join() !== step.proof.join())
					expect(codeOf(() => call({ ...step, proof }))).not.toBe("accepted");
		});
	});

	it("is refused for any other withdrawal, and under another root of the message passer", () => {
		const { nonce, gasLimit, valueWei } = withdrawal;
		for (const change of [
			{ nonce: nonce + 1n },
			{ gasLimit: gasLimit + 1n },
			{ valueWei: valueWei + 1n },
			{ sender: stranger },
		])
			expect(
				codeOf(() =>
					call({ ...step, withdrawal: { ...withdrawal, ...change } }),
				),
			).not.toBe("accepted");
		for (let at = 0; at < 32; at++) {
			const messagePasserStorageRoot = turned(
				step.messagePasserStorageRoot,
				at,
			);
			expect(
				codeOf(() => call({ ...step, messagePasserStorageRoot })),
			).not.toBe("accepted");
		}
	});
});

describe("a game that is called", () => {
	const made = (change: Partial<RegistryGame> = {}): Uint8Array => {
		const { make = superMake } = change;
		const extraData =
			make.type === 9
				? superPreimage(1_700_000_010, [901, `0x${"44".repeat(32)}`])
				: (`0x${"05".padStart(64, "0")}` as Hex);
		return fromHex(
			cloneOf({
				address: game,
				make,
				rootClaim: `0x${"66".repeat(32)}`,
				extraData,
				createdAtS: 1,
				...change,
			}),
		);
	};
	const check = (code: Uint8Array): string => {
		const { contract } = call({ kind: "op-resolve", game });
		if (contract.how !== "clone") throw new Error("no clone");
		return codeOf(() => contract.check(code));
	};

	it.each([superMake, faultMake, permissionedMake])(
		"is known by its own code, of type $type",
		(make) => {
			expect(check(made({ make }))).toBe("accepted");
		},
	);

	it.each<[what: string, change: Partial<RegistryGame>]>([
		["another make", { implementation: stranger }],
		["a make that this profile does not have", { make: bareMake }],
		[
			"another registry",
			{ gameArgs: argsFor(superMake, { registry: stranger }) },
		],
		[
			"another chain",
			{ make: faultMake, gameArgs: argsFor(faultMake, { chainId: 902 }) },
		],
	])("is refused where it is of %s", (_, change) => {
		expect(check(made(change))).toBe("l2-game");
	});

	it("is refused with any byte of its clone's own code turned", () => {
		const code = made();
		for (let at = 0; at < 98; at++) {
			const other = code.slice();
			other[at] = (other[at] ?? 0) ^ 1;
			expect(check(other)).toBe("l2-game");
		}
	});
});

describe("the chains that ship", () => {
	const leaving = shippedRollups.filter(({ kind }) => kind === "op-games-v2");

	it("are led out of, each by its own portal, and say of each pin how it is known", () => {
		expect(opProfiles.length).toBeGreaterThan(6);
		const portals = new Set<Hex>();
		for (const profile of leaving) {
			const { to } = exitCall(
				profile,
				person,
				exitStep(stepJson(force), "step"),
			);
			portals.add(to);
			for (const name of ["optimismPortal", "superchainConfig"]) {
				const pin = pinnedOf(profile).find((one) => one.name === name);
				expect(pin?.known?.code.source, `${profile.name} ${name}`).toBeTruthy();
				expect(pin?.known?.implementation?.source).toBeTruthy();
			}
		}
		expect(portals.size).toBe(leaving.length);
	});
});
