// Recordings of OP rollups: the contracts on L1, the games with their code and entries, the roots they claim, the blocks and
// accounts under those. The recorder seldom asked for all that op-registry-config and op-registry-root read; then each piece is
// decided by the function that the rules use, and the case's name says what was not recorded.

import { fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import { shippedRollups } from "../../../src/l2/checks.ts";
import { checkCode } from "../../../src/l2/contracts.ts";
import {
	addressOfWord,
	isGameOut,
	unpackGameId,
	unpackStatus,
} from "../../../src/l2/op/checks/games.ts";
import {
	checkGameArgs,
	claimedIn,
	decodeMadeGame,
	type MadeGame,
	type NamedRoot,
} from "../../../src/l2/op/checks/made-game.ts";
import { outputRoot } from "../../../src/l2/op/checks/payload.ts";
import {
	concludeRegistry,
	registryWanted,
} from "../../../src/l2/op/checks/registry-config.ts";
import {
	formOf,
	type OpRegistryProfile,
	opGamesV2,
	type Released,
} from "../../../src/l2/op/checks/registry-profile.ts";
import {
	blacklistedSlot,
	concludeRegistryGame,
	gameIdSlot,
	registryGameWanted,
} from "../../../src/l2/op/checks/registry-root.ts";
import { concludeState } from "../../../src/l2/op/checks/state.ts";
import {
	blockAt,
	decodeSuperRoot,
	encodeSuperRoot,
	superRootHash,
} from "../../../src/l2/op/checks/super-root.ts";
import { contractPremises } from "../../../src/l2/proved.ts";
import { encodeHeader } from "../../../src/source/header.ts";
import type { WantedAccount } from "../../../src/state/capture.ts";
import { decodeHeader } from "../../../src/state/header.ts";
import { bitsOf, boolOf, wordHex } from "../../../src/state/storage-layout.ts";
import {
	expect,
	fieldsIn,
	hexIn,
	listIn,
	type StateCase,
} from "../state-l1/case.ts";
import { l1Basis, l1Proved, type OnL1, type Recording } from "./recording.ts";

/** The profile that ships of a chain; null where none does. */
const profileOf = (l2: Json): OpRegistryProfile | null => {
	const { chainId } = fieldsIn(l2);
	const found = shippedRollups.find(
		(one) => one.kind === "op-games-v2" && one.chainId === chainId,
	);
	return found === undefined ? null : opGamesV2(found, found.name);
};

const isFields = (json: Json | undefined): boolean =>
	typeof json === "object" && json !== null && !Array.isArray(json);

/** Every record in it, itself first. */
const recordsIn = (
	json: Json,
): readonly { readonly [field: string]: Json }[] => {
	if (Array.isArray(json)) return json.flatMap((one: Json) => recordsIn(one));
	if (!isFields(json)) return [];
	const own = fieldsIn(json);
	return [own, ...Object.values(own).flatMap(recordsIn)];
};

/** What an output root is made of, by whichever names: of a header, of `outputRootProof`. */
type Preimage = {
	readonly stateRoot: Hex;
	readonly passer: Hex;
	readonly blockHash: Hex;
};

const preimageIn = (fields: {
	readonly [field: string]: Json;
}): Preimage | null => {
	const passer = fields.withdrawalsRoot ?? fields.messagePasserStorageRoot;
	const blockHash = fields.hash ?? fields.latestBlockhash ?? fields.blockHash;
	const { stateRoot, version } = fields;
	if (passer === undefined || blockHash === undefined) return null;
	if (stateRoot === undefined || passer === null) return null;
	expect(
		version === undefined || BigInt(hexIn(version)) === 0n,
		"an output root of another version",
	);
	// a header with all its fields is what it hashes to
	if (fields.parentHash !== undefined) {
		const rlp = encodeHeader(fields, "header");
		expect(keccakHex(rlp) === hexIn(blockHash), "the header has another hash");
		expect(
			decodeHeader(rlp).stateRoot === hexIn(stateRoot),
			"the header has another state root",
		);
	}
	return {
		stateRoot: hexIn(stateRoot),
		passer: hexIn(passer),
		blockHash: hexIn(blockHash),
	};
};

const outputOf = ({ stateRoot, passer, blockHash }: Preimage): Hex =>
	outputRoot({ stateRoot, messagePasserStorageRoot: passer, blockHash });

export const preimagesIn = (json: Json): readonly Preimage[] =>
	recordsIn(json).flatMap((fields) => preimageIn(fields) ?? []);

/** The recorded value of a slot; null where it was not recorded. */
const wordIn = (
	proved: readonly OnL1[],
	address: Hex,
	key: Hex,
): bigint | null =>
	proved
		.flatMap(({ slots }) => slots)
		.find(({ value }) => value.address === address && value.key === key)?.value
		.word ?? null;

const accountIn = (proved: readonly OnL1[], address: Hex): OnL1 | null =>
	proved.find(({ account }) => account.value.address === address) ?? null;

/** What was recorded of what is wanted, as a rule takes it; null where something was not. */
const wantedIn = (
	proved: readonly OnL1[],
	wanted: readonly WantedAccount[],
) => {
	const found = wanted.map(({ address, slots, code }) => {
		const own = accountIn(proved, address);
		const kept = slots.flatMap(
			(key) => own?.slots.find(({ value }) => value.key === key) ?? [],
		);
		return own !== null &&
			kept.length === slots.length &&
			(code !== true || own.code !== null)
			? { account: own.account, slots: kept, code: own.code }
			: null;
	});
	const complete = found.filter((one) => one !== null);
	return complete.length === found.length
		? complete.map((one, i) => ({
				...one,
				code: wanted[i]?.code === true ? one.code : null,
			}))
		: null;
};

const accountsOf = (raw: Json, addresses: readonly Hex[]): Json =>
	listIn(raw).filter((one) => {
		const { address } = fieldsIn(one);
		return (
			typeof address === "string" &&
			addresses.some((other) => other === address.toLowerCase())
		);
	});

/** Which accounts, slots and codes there are: what is left out is damage too. */
const inventory = (proved: readonly OnL1[]): string =>
	proved
		.map(
			({ account, slots, code }) =>
				`${account.value.address} ${slots.map(({ value }) => value.key).join(" ")} ${code === null ? "" : "code"}`,
		)
		.join();

type Part = { readonly proved: readonly OnL1[]; readonly said: Json };

/** A case over some of the accounts and what else is said, checked again from nothing. */
const partCase = (
	{ path, l1, l1Accounts }: Recording,
	what: string,
	addresses: readonly Hex[],
	said: Json,
	check: (part: Part) => void,
): StateCase => {
	const accounts = accountsOf(l1Accounts, addresses);
	const recorded = inventory(l1Proved(l1Basis(l1), accounts));
	const { stateRoot } = l1Basis(l1).value;
	const l1Said = { ...fieldsIn(l1), stateRoot };
	return {
		name: `${path} ${what}`,
		input: { root: stateRoot, accounts, said },
		check: (input) => {
			const parts = fieldsIn(input);
			const { root = "", accounts: kept = [] } = parts;
			const proved = l1Proved(l1Basis({ ...l1Said, stateRoot: root }), kept);
			expect(
				inventory(proved) === recorded,
				"other accounts, slots or codes than were recorded",
			);
			check({ proved, said: parts.said ?? null });
		},
	};
};

/** A contract as it was recorded is one that the profile knows. Returns what of it was not recorded. */
const checkContract = (
	{ slots }: OpRegistryProfile,
	name: string,
	contract: Released,
	proved: readonly OnL1[],
): readonly string[] => {
	const own = accountIn(proved, contract.address);
	if (own === null) return [name];
	if (contract.codeHash !== undefined)
		checkCode(own.account.value, contract.address, contract.codeHash, name);
	const behind = wordIn(proved, contract.address, slots.implementation);
	if (behind === null) return [`the implementation of ${name}`];
	const all = [contract, ...(contract.earlier ?? [])];
	const now = all.find((one) => BigInt(one.implementation) === behind);
	expect(now !== undefined, `${name} has the implementation ${behind}`);
	const code = accountIn(proved, now.implementation);
	if (code === null || now.implementationCodeHash === undefined)
		return [`the code behind ${name}`];
	checkCode(
		code.account.value,
		now.implementation,
		now.implementationCodeHash,
		`the implementation of ${name}`,
	);
	return [];
};

const contractsCase = (
	recording: Recording,
	profile: OpRegistryProfile,
	proved: readonly OnL1[],
): StateCase => {
	const { contracts, slots, games } = profile;
	const factory = contracts.disputeGameFactory.address;
	const registry = contracts.anchorStateRegistry.address;
	const wanted = registryWanted(profile);
	const isWhole = wantedIn(proved, wanted) !== null;
	const checkAll = (part: readonly OnL1[]): readonly string[] => {
		const all = wantedIn(part, wanted);
		if (all !== null) {
			concludeRegistry(profile, contractPremises(all));
			return [];
		}
		const missing = Object.entries(contracts).flatMap(([name, contract]) =>
			checkContract(profile, name, contract, part),
		);
		const judged = wordIn(part, registry, wordHex(slots.factory));
		expect(
			judged === null || addressOfWord(judged) === factory,
			"the registry judges another factory's games",
		);
		const respected = wordIn(part, registry, wordHex(slots.respectedType));
		expect(
			respected === null ||
				games.some(({ type }) => BigInt(type) === bitsOf(respected, 0, 32)),
			"games of an unknown type are respected",
		);
		return missing;
	};
	const missing = checkAll(proved);
	return partCase(
		recording,
		isWhole
			? "op-registry-config"
			: `contracts, not recorded: ${missing.join(", ") || "some of the slots"}`,
		wanted.map(({ address }) => address),
		null,
		({ proved: part }) => {
			checkAll(part);
		},
	);
};

type FoundGame = { readonly address: Hex; readonly made: MadeGame };

/** The games whose code was recorded. */
const gamesIn = (
	profile: OpRegistryProfile,
	proved: readonly OnL1[],
): readonly FoundGame[] =>
	proved.flatMap(({ account, code }) =>
		code === null || !code.value.bytes.startsWith("0x36602c57343d527f")
			? []
			: [
					{
						address: account.value.address,
						made: decodeMadeGame(profile, fromHex(code.value.bytes)),
					},
				],
	);

/** What a recording says of a game beside its code: each is the same as the code says, where it is said. */
const checkSaid = (
	said: { readonly [field: string]: Json },
	{ address, made }: FoundGame,
	named: NamedRoot,
): void => {
	const { l2BlockNumber, gameType, rootClaim, extraData, gameArgs } = said;
	const who = said.address ?? said.game ?? said.proxy;
	expect(hexIn(who) === address, "another game's claim");
	expect(
		rootClaim === undefined || hexIn(rootClaim) === made.rootClaim,
		"another root",
	);
	expect(
		extraData === undefined || hexIn(extraData) === made.extraData,
		"other extra data",
	);
	expect(
		gameArgs === undefined || hexIn(gameArgs) === made.gameArgs,
		"other arguments",
	);
	expect(
		gameType === undefined || gameType === made.game.type,
		"another type of game",
	);
	const sequence =
		formOf(made.game.type).claims === "super-root"
			? Number(decodeSuperRoot(fromHex(made.extraData)).timeS)
			: named.l2BlockNumber;
	expect(
		l2BlockNumber === undefined || Number(l2BlockNumber) === sequence,
		"another block or time",
	);
	for (const l2 of recordsIn(said.l2 ?? null))
		expect(
			l2.blockNumber === undefined ||
				Number(l2.blockNumber) === named.l2BlockNumber,
			"another block",
		);
};

/** The game's entries and its own state, as far as they were recorded. */
const checkGame = (
	profile: OpRegistryProfile,
	proved: readonly OnL1[],
	address: Hex,
): FoundGame & { readonly named: NamedRoot } => {
	const { contracts, slots } = profile;
	const factory = contracts.disputeGameFactory.address;
	const registry = contracts.anchorStateRegistry.address;
	const found = gamesIn(profile, proved).find((one) => one.address === address);
	expect(found !== undefined, "no code of the game");
	const { made } = found;
	checkGameArgs(profile, made.game, made.gameArgs);
	const named = claimedIn(profile, made);
	const listed = wordIn(proved, factory, gameIdSlot(profile, made));
	expect(listed !== null, "the factory's entry of the game");
	const id = unpackGameId(listed);
	expect(
		id.game === address && id.type === made.game.type,
		"the factory knows another game by that id",
	);
	const state = wordIn(proved, address, wordHex(slots.gameStatus));
	if (state !== null) {
		const status = unpackStatus(state);
		expect(status.createdAtS === id.createdAtS, "made at another time");
		const respected = wordIn(proved, registry, wordHex(slots.respectedType));
		const black = wordIn(proved, registry, blacklistedSlot(profile, address));
		expect(
			respected === null ||
				black === null ||
				!isGameOut(
					{
						...status,
						blockNumberChallenged: false,
						isBlacklisted: black !== 0n,
					},
					Number(bitsOf(respected, 32, 64)) + 1,
				),
			"the game is out",
		);
	}
	const counted = wordIn(proved, address, wordHex(made.game.respectedSlot));
	expect(counted === null || boolOf(counted), "its type was not respected");
	return { ...found, named };
};

/** The rule itself, where everything that it reads was recorded. */
const wholeRoot = (
	profile: OpRegistryProfile,
	proved: readonly OnL1[],
	made: MadeGame,
	address: Hex,
) => {
	const config = wantedIn(proved, registryWanted(profile));
	const own = wantedIn(proved, [registryGameWanted(profile, address)])?.[0];
	const entries = wantedIn(proved, [
		{
			address: profile.contracts.disputeGameFactory.address,
			slots: [gameIdSlot(profile, made)],
		},
		{
			address: profile.contracts.anchorStateRegistry.address,
			slots: [blacklistedSlot(profile, address)],
		},
	]);
	if (config === null || entries === null || !own?.code) return null;
	return concludeRegistryGame(
		[
			concludeRegistry(profile, contractPremises(config)),
			own.code,
			...entries.flatMap(({ slots }) => slots),
			...own.slots,
		],
		null,
	);
};

const gameCase = (
	recording: Recording,
	profile: OpRegistryProfile,
	proved: readonly OnL1[],
	{ address, made }: FoundGame,
): StateCase => {
	const { contracts } = profile;
	const said = recordsIn(recording.claim).filter((fields) => {
		const who = fields.address ?? fields.game ?? fields.proxy;
		return typeof who === "string" && who.toLowerCase() === address;
	});
	const named = claimedIn(profile, made);
	const all = [recording.claim, recording.l2].flatMap(recordsIn);
	const block = all.find((fields) => {
		const preimage = preimageIn(fields);
		return preimage !== null && outputOf(preimage) === named.root;
	});
	const isWhole = wholeRoot(profile, proved, made, address) !== null;
	return partCase(
		recording,
		`game ${address} of type ${made.game.type}${isWhole ? ", op-registry-root" : ", not recorded: some of its slots"}${block === undefined ? ", nor its block" : ", to its block"}`,
		[
			...(isWhole
				? registryWanted(profile).map((one) => one.address)
				: [
						contracts.disputeGameFactory.address,
						contracts.anchorStateRegistry.address,
					]),
			address,
		],
		{ claims: said, block: block ?? null },
		({ proved: part, said: input }) => {
			const game = checkGame(profile, part, address);
			const { claims = [], block: held = null } = fieldsIn(input);
			expect(listIn(claims).length === said.length, "other claims");
			for (const one of listIn(claims)) {
				checkSaid(fieldsIn(one), game, game.named);
				for (const preimage of preimagesIn(one))
					expect(outputOf(preimage) === game.named.root, "another block");
			}
			if (block !== undefined)
				expect(
					preimagesIn(held).some((one) => outputOf(one) === game.named.root),
					"the root does not commit to the block",
				);
			const root = wholeRoot(profile, part, game.made, address);
			expect(
				!isWhole || root?.value.root === game.named.root,
				"another root by the rule",
			);
			if (root !== null && isFields(held)) {
				const fields = fieldsIn(held);
				const preimage = preimageIn(fields);
				if (fields.parentHash !== undefined && preimage !== null)
					concludeState(root, {
						rlp: toHex(encodeHeader(fields, "header")),
						messagePasserStorageRoot: preimage.passer,
					});
			}
		},
	);
};

/** The root that the registry began with, where the recording has its block. */
const startCases = (
	recording: Recording,
	profile: OpRegistryProfile,
	proved: readonly OnL1[],
): readonly StateCase[] => {
	const { contracts, slots, chainId } = profile;
	const registry = contracts.anchorStateRegistry.address;
	const rootIn = (part: readonly OnL1[]): bigint | null =>
		wordIn(part, registry, wordHex(slots.startingRoot));
	const root = rootIn(proved);
	if (root === null || root === 0n) return [];
	const isStart = (fields: { readonly [field: string]: Json }): boolean =>
		typeof fields.root === "string" && BigInt(hexIn(fields.root)) === root;
	return recordsIn(recording.claim)
		.filter(isStart)
		.filter((fields) => preimagesIn(fields.l2 ?? null).length > 0)
		.map((start) =>
			partCase(
				recording,
				"the root to start from",
				[registry],
				start,
				(part) => {
					const fields = fieldsIn(part.said);
					const { l2 = null, l2BlockNumber = null } = fields;
					const said = rootIn(part.proved);
					expect(
						said === BigInt(hexIn(fields.root)),
						"another root in the slot",
					);
					const of = wordIn(
						part.proved,
						registry,
						wordHex(BigInt(slots.startingRoot) + 1n),
					);
					const sequence = d.int()(Number(l2BlockNumber), "l2BlockNumber");
					expect(
						of === null || of === BigInt(sequence),
						"of another block or time",
					);
					const respected = wordIn(
						part.proved,
						registry,
						wordHex(slots.respectedType),
					);
					const game = profile.games.find(
						({ type }) =>
							respected === null || BigInt(type) === bitsOf(respected, 0, 32),
					);
					expect(game !== undefined, "games of an unknown type are respected");
					const isSuper = formOf(game.type).claims === "super-root";
					const preimages = preimagesIn(l2);
					expect(preimages.length === 1, "other than one block");
					for (const preimage of preimages) {
						const output = outputOf(preimage);
						const made = isSuper
							? superRootHash(
									encodeSuperRoot({
										timeS: BigInt(sequence),
										chains: [{ id: BigInt(chainId), root: output }],
									}),
								)
							: output;
						expect(
							said === BigInt(made),
							"the root does not commit to the block",
						);
					}
					const number = isSuper
						? blockAt(profile, BigInt(sequence))
						: sequence;
					for (const one of recordsIn(l2))
						expect(
							one.blockNumber === undefined ||
								Number(one.blockNumber) === number,
							"another block",
						);
				},
			),
		);
};

/** The chain's accounts under a state root that one of the claims leads to. */
const accountsCases = (
	{ path, claim, l2 }: Recording,
	profile: OpRegistryProfile,
	games: readonly FoundGame[],
): readonly StateCase[] => {
	const { accounts = [] } = fieldsIn(l2);
	if (listIn(accounts).length === 0) return [];
	const roots = games.map(({ made }) => claimedIn(profile, made).root);
	const preimages = [claim, l2]
		.flatMap(preimagesIn)
		.filter((one) => roots.includes(outputOf(one)));
	return [...new Set(preimages.map(({ stateRoot }) => stateRoot))].flatMap(
		(stateRoot) => {
			const under = (root: Json, some: Json) =>
				l1Proved(l1Basis({ chainId: profile.chainId, stateRoot: root }), some);
			try {
				const recorded = inventory(under(stateRoot, accounts));
				return [
					{
						name: `${path} accounts under ${stateRoot}`,
						input: { root: stateRoot, accounts },
						check: (input: Json) => {
							const { root = "", accounts: kept = [] } = fieldsIn(input);
							expect(root === stateRoot, "another block's state");
							expect(
								inventory(under(root, kept)) === recorded,
								"other accounts or slots than were recorded",
							);
						},
					},
				];
			} catch {
				// of another of the blocks; one of them has to hold, or the case below fails
				return [];
			}
		},
	);
};

const unsupported = (name: string, why: string): StateCase => ({
	name,
	input: null,
	check: () => {},
	unsupported: why,
});

export const opForms = (recording: Recording): readonly StateCase[] => {
	const { path, l1, l1Accounts, l2 } = recording;
	const profile = profileOf(l2);
	if (profile === null)
		return [unsupported(path, `no profile of chain ${fieldsIn(l2).chainId}`)];
	const proved = l1Proved(l1Basis(l1), l1Accounts);
	const games = gamesIn(profile, proved);
	const accounts = accountsCases(recording, profile, games);
	const hasAccounts = listIn(fieldsIn(l2).accounts ?? []).length > 0;
	const lost: StateCase = {
		name: `${path} accounts`,
		input: null,
		check: () =>
			expect(false, "the accounts are under no state that a game claims"),
	};
	return [
		contractsCase(recording, profile, proved),
		...startCases(recording, profile, proved),
		...games.map((game) => gameCase(recording, profile, proved, game)),
		...(hasAccounts && accounts.length === 0 ? [lost] : accounts),
	];
};
