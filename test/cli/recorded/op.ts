// Recordings of OP rollups whose games an AnchorStateRegistry judges, served up to the roots of the layer 2's states: of its blocks the
// recordings have hash, state root and withdrawals' root, and no header. Made is on L1 what was not recorded: the factory's list of
// games and settings, the sequencer's key, and that no game has more than one claim.

import {
	bigToBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
	toQuantity,
} from "../../../src/base/bytes.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { shippedRollups } from "../../../src/l2/checks.ts";
import {
	claimedIn,
	decodeMadeGame,
	type MadeGame,
} from "../../../src/l2/op/checks/made-game.ts";
import { outputRoot } from "../../../src/l2/op/checks/payload.ts";
import {
	type OpRegistryProfile,
	opGamesV2,
} from "../../../src/l2/op/checks/registry-profile.ts";
import { gameIdSlot } from "../../../src/l2/op/checks/registry-root.ts";
import {
	blockAt,
	encodeSuperRoot,
	superRootHash,
} from "../../../src/l2/op/checks/super-root.ts";
import {
	listSlot,
	lowAddress,
	mappingSlot,
	nextSlot,
	wordHex,
} from "../../../src/state/storage-layout.ts";
import { preimagesIn } from "../../conformance/l2-chain/op.ts";
import type { OnL1, Recording } from "../../conformance/l2-chain/recording.ts";
import { fieldsIn } from "../../conformance/state-l1/case.ts";
import {
	completed,
	type Made,
	networkOf,
	provedOf,
	type RecordedWorld,
	whenOf,
} from "./world.ts";

export type RecordedGame = {
	readonly made: MadeGame;
	readonly id: bigint;
};

/** The games whose code and whose entry in the factory were recorded, the oldest first. */
export const gamesIn = (
	profile: OpRegistryProfile,
	proved: readonly OnL1[],
): readonly RecordedGame[] =>
	proved
		.flatMap(({ code }): RecordedGame[] => {
			if (!code?.value.bytes.startsWith("0x36602c57343d527f")) return [];
			const made = decodeMadeGame(profile, fromHex(code.value.bytes));
			const key = gameIdSlot(profile, made);
			const id = proved
				.flatMap(({ slots }) => slots)
				.find(({ value }) => value.key === key)?.value.word;
			return id === undefined ? [] : [{ made, id }];
		})
		.toSorted(
			({ made: a }, { made: b }) =>
				claimedIn(profile, a).l2BlockNumber -
				claimedIn(profile, b).l2BlockNumber,
		);

const bytesSlots = (head: Hex, bytes: Uint8Array): readonly [Hex, bigint][] => [
	[head, bytes.length === 0 ? 0n : BigInt(2 * bytes.length + 1)],
	...Array.from(
		{ length: Math.ceil(bytes.length / 32) },
		(_, i): [Hex, bigint] => {
			const word = new Uint8Array(32);
			word.set(bytes.subarray(32 * i, 32 * i + 32));
			return [listSlot(head, i), BigInt(toHex(word))];
		},
	),
];

const madeOf = (
	profile: OpRegistryProfile,
	games: readonly RecordedGame[],
	startOf: bigint,
): ReadonlyMap<Hex, Made> => {
	const { contracts, slots } = profile;
	const { anchorStateRegistry, disputeGameFactory, systemConfig } = contracts;
	const [newest] = games.slice(-1);
	const implementations = [
		...Object.values(contracts).flatMap(({ earlier = [], ...today }) => [
			today,
			...earlier,
		]),
		...profile.games.map(({ implementation, codeHash }) => ({
			implementation,
			implementationCodeHash: codeHash,
		})),
	].map(({ implementation, implementationCodeHash: codeHash }): [Hex, Made] => [
		implementation,
		codeHash === undefined ? {} : { codeHash },
	]);
	const proxy = (
		{ implementation, codeHash }: typeof systemConfig,
		own: readonly (readonly [Hex, bigint])[],
	): Made => ({
		...(codeHash === undefined ? {} : { codeHash }),
		slots: new Map([[slots.implementation, BigInt(implementation)], ...own]),
	});
	return new Map([
		...implementations,
		[
			anchorStateRegistry.address,
			proxy(anchorStateRegistry, [
				[nextSlot(wordHex(slots.startingRoot)), startOf],
			]),
		],
		[
			disputeGameFactory.address,
			proxy(disputeGameFactory, [
				[wordHex(slots.gameList), BigInt(games.length)],
				...games.map(({ id }, i): [Hex, bigint] => [
					listSlot(slots.gameList, i),
					id,
				]),
				...(newest === undefined
					? []
					: [
							[
								mappingSlot(
									wordHex(newest.made.game.type),
									slots.gameImplementations,
								),
								BigInt(newest.made.game.implementation),
							] as const,
							...bytesSlots(
								mappingSlot(wordHex(newest.made.game.type), slots.gameArgs),
								fromHex(newest.made.gameArgs),
							),
						]),
			]),
		],
		[systemConfig.address, proxy(systemConfig, [[slots.sequencerKey, 1n]])],
		...games.map(({ made, id }): [Hex, Made] => [
			lowAddress(id),
			// one claim, the root's own: nobody answered
			{ slots: new Map([[wordHex(made.game.claimsSlot), 1n]]) },
		]),
	]);
};

/** What nobody has: an account of the layer 2 was not recorded. */
const address: Hex = toHex(concat(bigToBytes(0xabcn, 20)));

export const opWorld = (recording: Recording): RecordedWorld | null => {
	const network = networkOf(recording);
	const { chainId } = fieldsIn(recording.l2);
	const found = shippedRollups.find(
		(one) =>
			one.kind === "op-games-v2" &&
			one.chainId === chainId &&
			one.l1ChainId === network?.chainId,
	);
	if (network === null || found === undefined) return null;
	const profile = opGamesV2(found, found.name);
	const proved = provedOf(recording);
	const games = gamesIn(profile, proved);
	const claim = fieldsIn(recording.claim);
	const outputs = preimagesIn(recording.claim).map(
		({ stateRoot, passer, blockHash }) =>
			outputRoot({
				stateRoot,
				messagePasserStorageRoot: passer,
				blockHash,
			}),
	);
	const startS = Number(
		fieldsIn(claim.startingAnchor ?? {}).l2BlockNumber ?? 0,
	);
	const start = proved
		.flatMap(({ slots }) => slots)
		.find(({ value }) => value.key === wordHex(profile.slots.startingRoot));
	const isStart = (root: Hex): boolean =>
		start?.value.word ===
		BigInt(
			superRootHash(
				encodeSuperRoot({
					timeS: BigInt(startS),
					chains: [{ id: BigInt(profile.chainId), root }],
				}),
			),
		);
	// those of which the three parts of an output root were recorded, and are what L1 has
	const blocks = [
		...games
			.map(({ made }) => claimedIn(profile, made))
			.filter(({ root }) => outputs.includes(root))
			.map(({ l2BlockNumber }) => l2BlockNumber),
		...(outputs.some(isStart) ? [blockAt(profile, BigInt(startS))] : []),
	];
	if (blocks.length === 0) return null;
	return {
		network,
		chain: String(profile.chainId),
		address,
		...whenOf(recording, startS + 86_400),
		completed: completed(proved, madeOf(profile, games, BigInt(startS))),
		l2: (method): Json | undefined =>
			method === "eth_chainId" ? toQuantity(profile.chainId) : undefined,
		expected: { is: "roots", blocks },
	};
};
