// A made L1 with an OP rollup's contracts of op-contracts 7 and 8 as storage. The contracts' rules are written here once more, over
// calldata that viem decodes, so that a step that src/ builds wrongly does nothing here. Time goes as the test says.

import {
	decodeFunctionData,
	encodeAbiParameters,
	encodeEventTopics,
	keccak256,
	parseAbi,
} from "viem";
import {
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import type { PinnedGame } from "../../../../src/l2/op/checks/registry-profile.ts";
import {
	listSlot,
	mappingSlot,
	wordHex,
} from "../../../../src/state/storage-layout.ts";
import type { World } from "../../../state/chain.ts";
import {
	factoryAt,
	proxyCode,
	type RegistryGame,
	registryAt,
	registryWorld,
	retiredS,
	superMake,
	superPreimage,
} from "../../registry-world.ts";
import { implementationSlot } from "../../rollup-world.ts";
import { l1Messenger, person } from "../exit-world.ts";
import {
	codeAt,
	earlierPortal,
	leavingProfile,
	lockboxAt,
} from "../registry-exit-world.ts";
import { type Block, type Log, makeBlock, startS } from "./blocks.ts";
import { minedAs, portOf } from "./port.ts";
import type { Grounds } from "./world.ts";

// The signatures are those of op-contracts 6.0.0, 7.0.0 and 8.0.0-rc.1, OptimismPortal2.sol and FaultDisputeGame.sol.
const l1Abi = parseAbi([
	"struct Withdrawal { uint256 nonce; address sender; address target; uint256 value; uint256 gasLimit; bytes data; }",
	"struct OutputProof { bytes32 version; bytes32 stateRoot; bytes32 messagePasserStorageRoot; bytes32 latestBlockhash; }",
	"function depositTransaction(address to, uint256 value, uint64 gasLimit, bool isCreation, bytes data) payable",
	"function proveWithdrawalTransaction(Withdrawal tx, uint256 disputeGameIndex, OutputProof outputRootProof, bytes[] withdrawalProof)",
	"function finalizeWithdrawalTransaction(Withdrawal tx)",
	"function finalizeWithdrawalTransactionExternalProof(Withdrawal tx, address proofSubmitter)",
	"function resolveClaim(uint256 claimIndex, uint256 numToResolve)",
	"function resolve() returns (uint8)",
	"event TransactionDeposited(address indexed from, address indexed to, uint256 indexed version, bytes opaqueData)",
]);

type MadeGame = { -readonly [K in keyof RegistryGame]: RegistryGame[K] } & {
	isClaimResolved?: boolean;
};

const exit = (() => {
	if (leavingProfile.exit === undefined) throw new Error("no way out");
	return leavingProfile.exit;
})();
export const portalAt = exit.contracts.optimismPortal.address;
export const pausesAt = exit.contracts.superchainConfig.address;
export const configAt = leavingProfile.contracts.systemConfig.address;
/** bytes32("ETH_LOCKBOX") */
const lockboxFeature: Hex = toHex(
	concat(new TextEncoder().encode("ETH_LOCKBOX"), new Uint8Array(21)),
);
const keyOf = (of: Hex): Hex => wordHex(BigInt(of));
const revert = (why: string): never => {
	throw new Fault("call-reverted", why);
};

export type RegistryL1 = Grounds & {
	final: number | null;
	pass: (seconds: number) => void;
	games: MadeGame[];
	/** A game about a block of the rollup, of the make that is played. */
	propose: (
		claim: { readonly root: Hex; readonly number: number },
		change?: Partial<MadeGame> & { readonly chainId?: number },
	) => MadeGame;
	change: (game: MadeGame, change: Partial<MadeGame>) => void;
	get: (address: Hex, slot: Hex) => bigint;
	set: (address: Hex, slot: Hex, word: bigint) => void;
	account: (address: Hex) => World[Hex];
	play: (make: PinnedGame) => void;
	paid: { to: Hex; amount: bigint }[];
	/** Messages fail to pay. */
	bridgeFails: boolean;
};

/** What the output root of the made chain is when its entry in a super root is looked up: another walk over the bytes. */
const rootClaimByChainId = (extraData: Hex, chainId: bigint): Hex => {
	const bytes = fromHex(extraData);
	for (let at = 9; at + 64 <= bytes.length; at += 64)
		if (BigInt(toHex(bytes.subarray(at, at + 32))) === chainId)
			return toHex(bytes.subarray(at + 32, at + 64));
	return revert("UnknownChainId");
};

export const openRegistryL1 = (
	first: { readonly played?: PinnedGame; readonly hasLockbox?: boolean } = {},
): RegistryL1 => {
	let played = first.played ?? superMake;
	const games: MadeGame[] = [];
	/** What stands beside the registry and its games. */
	const own: World = {};
	const put = (address: Hex, slot: Hex, word: bigint): void => {
		const account = own[address] ?? {};
		own[address] = {
			...account,
			storage: { ...account.storage, [slot]: word },
		};
	};
	const get = (address: Hex, slot: Hex): bigint =>
		world()[address]?.storage?.[slot] ?? 0n;
	const world = (): World => {
		const made = registryWorld({
			played,
			games,
			start: { root: wordHex(9n), of: 0 },
		});
		// a make of games that this profile does not have lies where the person does
		delete made[person];
		for (const game of games)
			if (game.isClaimResolved) {
				const account = made[game.address] ?? {};
				made[game.address] = {
					...account,
					storage: {
						...account.storage,
						// FaultDisputeGame 6, SuperFaultDisputeGame 5: resolvedSubgames
						[mappingSlot(wordHex(0), game.make.type === 9 ? 5 : 6)]: 1n,
					},
				};
			}
		for (const [address, account] of Object.entries(own)) {
			const at = address as Hex;
			const before = made[at] ?? {};
			made[at] = {
				...before,
				...account,
				storage: { ...before.storage, ...account.storage },
			};
		}
		return made;
	};
	for (const at of [portalAt, pausesAt]) own[at] = { code: proxyCode };
	for (const at of [
		exit.contracts.optimismPortal.implementation,
		exit.contracts.superchainConfig.implementation,
		earlierPortal,
	])
		own[at] = { code: codeAt(at) };
	own[person] = { nonce: 3, balance: 10n ** 18n };
	own[l1Messenger] = { code: "0x6001" };
	put(
		portalAt,
		implementationSlot,
		BigInt(exit.contracts.optimismPortal.implementation),
	);
	put(
		pausesAt,
		implementationSlot,
		BigInt(exit.contracts.superchainConfig.implementation),
	);
	put(portalAt, wordHex(55), BigInt(configAt));
	put(portalAt, wordHex(62), BigInt(registryAt));
	put(configAt, wordHex(107), BigInt(leavingProfile.chainId));
	// the least base fee stands in the same word
	put(configAt, wordHex(108), (7n << 160n) | BigInt(pausesAt));
	if (first.hasLockbox !== false) {
		put(portalAt, wordHex(63), BigInt(lockboxAt));
		put(configAt, mappingSlot(lockboxFeature, 109), 1n);
	}

	const blocks: Block[] = [makeBlock(null, startS + 1000, world(), [])];
	const head = (): Block => {
		const last = blocks.at(-1);
		if (last === undefined) throw new Error("no block");
		return last;
	};
	const append = (
		seconds: number,
		mined: Parameters<typeof makeBlock>[3] = [],
	): void => {
		blocks.push(makeBlock(head(), head().timeS + seconds, world(), mined));
	};
	const paid: RegistryL1["paid"] = [];
	const bridge = { fails: false };

	const checkNotPaused = (now: number): void => {
		const isPaused = (identifier: Hex): boolean => {
			const since = Number(get(pausesAt, mappingSlot(keyOf(identifier), 1)));
			return since !== 0 && now < since + 7_884_000;
		};
		const hasFeature = get(configAt, mappingSlot(lockboxFeature, 109)) === 1n;
		if (isPaused("0x00") || isPaused(hasFeature ? lockboxAt : portalAt))
			revert("OptimismPortal_CallPaused");
	};
	/** isGameProper, but for the pause. */
	const isProper = (game: MadeGame): boolean =>
		game.unlisted !== true &&
		game.blacklisted !== true &&
		game.createdAtS > retiredS;
	const isRespected = (game: MadeGame): boolean => game.isRespected !== false;
	const gameAt = (address: Hex): MadeGame =>
		games.find((one) => one.address === address) ?? revert("no game");
	const hashOf = (tx: {
		nonce: bigint;
		sender: Hex;
		target: Hex;
		value: bigint;
		gasLimit: bigint;
		data: Hex;
	}): Hex =>
		keccak256(
			encodeAbiParameters(
				[
					{ type: "uint256" },
					{ type: "address" },
					{ type: "address" },
					{ type: "uint256" },
					{ type: "uint256" },
					{ type: "bytes" },
				],
				[tx.nonce, tx.sender, tx.target, tx.value, tx.gasLimit, tx.data],
			),
		);
	const provenAt = (hash: Hex, submitter: Hex): Hex =>
		mappingSlot(keyOf(submitter), mappingSlot(hash, 57));

	const finalize = (
		tx: Parameters<typeof hashOf>[0],
		submitter: Hex,
		now: number,
	): void => {
		checkNotPaused(now);
		const hash = hashOf(tx);
		const word = get(portalAt, provenAt(hash, submitter));
		if (get(portalAt, mappingSlot(hash, 51)) !== 0n)
			revert("OptimismPortal_AlreadyFinalized");
		if (word >> 160n === 0n) revert("OptimismPortal_Unproven");
		const provenS = Number(word >> 160n);
		const game = gameAt(toHex(fromHex(wordHex(word)).subarray(12)));
		if (provenS <= game.createdAtS)
			revert("OptimismPortal_InvalidProofTimestamp");
		if (now - provenS <= 604_800) revert("OptimismPortal_ProofNotOldEnough");
		const resolvedS = game.resolvedAtS ?? 0;
		if (
			!isProper(game) ||
			!isRespected(game) ||
			resolvedS === 0 ||
			now - resolvedS <= 302_400 ||
			game.status !== 2
		)
			revert("OptimismPortal_InvalidRootClaim");
		put(portalAt, mappingSlot(hash, 51), 1n);
		if (tx.data !== "0x") {
			const message = keccak256(tx.data);
			const done = bridge.fails ? 206 : 203;
			put(l1Messenger, mappingSlot(message, done), 1n);
			if (bridge.fails) return;
		}
		paid.push({ to: tx.target.toLowerCase() as Hex, amount: tx.value });
	};

	const run = (
		from: Hex,
		to: Hex,
		data: Hex,
		valueWei: bigint,
		now: number,
	): readonly Log[] => {
		const call = decodeFunctionData({ abi: l1Abi, data });
		const isGame = games.some(({ address }) => address === to);
		switch (call.functionName) {
			case "depositTransaction": {
				if (to !== portalAt) revert("not the portal");
				const [target, value, gas, isCreation, inner] = call.args;
				if (gas < BigInt(40 * fromHex(inner).length + 21_000))
					revert("OptimismPortal_GasLimitTooLow");
				const opaque = concat(
					fromHex(wordHex(valueWei)),
					fromHex(wordHex(value)),
					fromHex(`0x${gas.toString(16).padStart(16, "0")}`),
					Uint8Array.of(isCreation ? 1 : 0),
					fromHex(inner),
				);
				return [
					{
						address: portalAt,
						topics: encodeEventTopics({
							abi: l1Abi,
							eventName: "TransactionDeposited",
							args: { from, to: target, version: 0n },
						}) as Hex[],
						data: encodeAbiParameters([{ type: "bytes" }], [toHex(opaque)]),
					},
				];
			}
			case "proveWithdrawalTransaction": {
				if (to !== portalAt) revert("not the portal");
				checkNotPaused(now);
				const [tx, index, output] = call.args;
				const game = games[Number(index)] ?? revert("no game");
				if (!isProper(game)) revert("OptimismPortal_ImproperDisputeGame");
				if (!isRespected(game) || game.status === 1)
					revert("OptimismPortal_InvalidDisputeGame");
				if (now <= game.createdAtS)
					revert("OptimismPortal_InvalidProofTimestamp");
				const chainId = get(configAt, wordHex(107));
				const claim =
					game.make.type === 9
						? rootClaimByChainId(game.extraData, chainId)
						: game.rootClaim;
				const made = keccak256(
					toHex(
						concat(
							fromHex(output.version),
							fromHex(output.stateRoot),
							fromHex(output.messagePasserStorageRoot),
							fromHex(output.latestBlockhash),
						),
					),
				);
				if (made !== claim) revert("OptimismPortal_InvalidOutputRootProof");
				const hash = hashOf(tx);
				put(
					portalAt,
					provenAt(hash, from),
					BigInt(game.address) | (BigInt(now) << 160n),
				);
				const list = mappingSlot(hash, 60);
				const count = get(portalAt, list);
				put(portalAt, listSlot(list, count), BigInt(from));
				put(portalAt, list, count + 1n);
				return [];
			}
			case "finalizeWithdrawalTransaction":
				if (to !== portalAt) revert("not the portal");
				finalize(call.args[0], from, now);
				return [];
			case "finalizeWithdrawalTransactionExternalProof":
				if (to !== portalAt) revert("not the portal");
				finalize(call.args[0], call.args[1].toLowerCase() as Hex, now);
				return [];
			case "resolveClaim": {
				if (!isGame) revert("not a game");
				const game = gameAt(to);
				if (now - game.createdAtS < 302_400) revert("ClockNotExpired");
				if (game.isClaimResolved) revert("ClaimAlreadyResolved");
				game.isClaimResolved = true;
				return [];
			}
			case "resolve": {
				if (!isGame) revert("not a game");
				const game = gameAt(to);
				if (!game.isClaimResolved) revert("OutOfOrderResolution");
				if ((game.status ?? 0) !== 0) revert("GameNotInProgress");
				game.status = 2;
				game.resolvedAtS = now;
				return [];
			}
		}
	};

	const self: RegistryL1 = {
		head,
		timeS: () => head().timeS,
		pass: (seconds) => append(seconds),
		final: null,
		games,
		propose: ({ root, number }, { chainId = 901, ...change } = {}) => {
			const { make = played } = change;
			const timeS = startS + 2 * (number - 100);
			const extraData =
				make.type === 9
					? superPreimage(timeS, [10, wordHex(5n)], [chainId, root])
					: wordHex(BigInt(number));
			const game: MadeGame = {
				address: `0x${(0x9e00 + games.length).toString(16).padStart(40, "0")}`,
				make,
				rootClaim: make.type === 9 ? keccak256(extraData) : root,
				extraData,
				createdAtS: head().timeS + 12,
				...change,
			};
			games.push(game);
			append(12);
			return game;
		},
		change: (game, change) => {
			Object.assign(game, change);
			append(12);
		},
		get,
		set: (address, slot, word) => {
			put(address, slot, word);
			append(12);
		},
		account: (address) => {
			own[address] ??= {};
			return own[address];
		},
		play: (make) => {
			played = make;
			append(12);
		},
		paid,
		get bridgeFails() {
			return bridge.fails;
		},
		set bridgeFails(value) {
			bridge.fails = value;
		},
		execute: (from, to, data, valueWei = 0n, others = 0) => {
			const now = head().timeS + 12;
			const logs = run(from, to, data, valueWei, now);
			const { before, mined } = minedAs(head().number, logs, others, factoryAt);
			append(12, [...before, mined]);
			return mined;
		},
		port: portOf({ blocks, head, final: () => self.final }),
	};
	return self;
};
