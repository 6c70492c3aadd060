// Taiko's recordings: the block that the inbox on L1 has as finalized, the checkpoint that the signal service keeps of it, the header
// under its hash, accounts under its state root. Where the recorder did not ask for all that the rules read, each piece is decided by
// the function that the rules use, and what is missing is named.

import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { checkCode } from "../../../src/l2/contracts.ts";
import type { Proxied } from "../../../src/l2/profile.ts";
import { contractPremises } from "../../../src/l2/proved.ts";
import {
	concludeTaikoConfig,
	coreIn,
	taikoConfigWanted,
} from "../../../src/l2/taiko/checks/config.ts";
import { taikoChecks } from "../../../src/l2/taiko/checks/kind.ts";
import type { TaikoProfile } from "../../../src/l2/taiko/checks/profile.ts";
import {
	checkpointSlots,
	concludeTaikoRoot,
	taikoRootWanted,
} from "../../../src/l2/taiko/checks/root.ts";
import { concludeTaikoState } from "../../../src/l2/taiko/checks/state.ts";
import { checkHeader } from "../../../src/state/header.ts";
import { wordHex } from "../../../src/state/storage-layout.ts";
import { expect, fieldsIn, type StateCase } from "../state-l1/case.ts";
import { isFields } from "../state-l1/document.ts";
import {
	accountOf,
	camel,
	headerIn,
	lower,
	namesOf,
	recorded,
	slotOf,
} from "./parts.ts";
import { l1Basis, l1Proved, type OnL1, type Recording } from "./recording.ts";

type Fields = { readonly [name: string]: Json };

const profileOf = (
	{ l1 }: Recording,
	{ chainId }: Fields,
): TaikoProfile | null =>
	taikoChecks.profiles.find(
		(one) =>
			one.chainId === Number(chainId) && one.l1ChainId === fieldsIn(l1).chainId,
	) ?? null;

const numberNames = [
	"l2BlockNumber",
	"blockNumber",
	"endBlockNumber",
	"number",
	"block",
	"key",
];

/** Of the block whose checkpoint it is, in whichever spelling. @throws bad-field for a recording that does not say it */
const numberIn = (claim: Fields, l2: Fields): number => {
	const header = isFields(l2.header ?? null) ? camel(l2.header ?? null) : {};
	const said = [claim, header, l2]
		.flatMap((fields) => numberNames.map((name) => fields[name]))
		.find((one) => typeof one === "number" || typeof one === "string");
	return d.int(1)(Number(said), "number");
};

/** What a claim says of the checkpoint besides its number; null where it does not. */
const hashIn = (claim: Fields, name: string): Json => {
	const inner = isFields(claim.checkpoint ?? null)
		? camel(claim.checkpoint ?? null)
		: claim;
	return lower(inner[name]);
};

const wordAt = (
	proved: readonly OnL1[],
	address: Hex,
	key: Hex,
): bigint | null => slotOf(accountOf(proved, address), key)?.value.word ?? null;

/** The proxy is there, and delegates as the profile says wherever that was recorded. */
const checkProxy = (
	{ slots }: TaikoProfile,
	proved: readonly OnL1[],
	{ address, codeHash, implementation }: Proxied,
): void => {
	const on = accountOf(proved, address);
	if (on === undefined) return;
	if (codeHash === undefined)
		expect(on.account.value.exists, "no contract is there");
	else checkCode(on.account.value, address, codeHash, "the proxy");
	const behind = wordAt(proved, address, slots.implementation);
	expect(
		behind === null || behind === BigInt(implementation),
		"another implementation",
	);
};

type Pieces = {
	readonly number: number;
	readonly header: Hex | null;
	/** What the claim says. */
	readonly blockHash: Hex | null;
	readonly stateRoot: Hex | null;
};

type Decided = {
	readonly stateRoot: Hex;
	/** By the rules, or what of them was not recorded. */
	readonly missing: string | null;
};

/** All of it by the rules; null where a part was not recorded. */
const byRules = (
	profile: TaikoProfile,
	proved: readonly OnL1[],
	{ number, header }: Pieces,
): Hex | null => {
	const contracts = recorded(proved, taikoConfigWanted(profile));
	const checkpoint = recorded(proved, taikoRootWanted(profile, number));
	if (contracts === null || checkpoint === null || header === null) return null;
	const config = concludeTaikoConfig(profile, contractPremises(contracts));
	const root = concludeTaikoRoot(
		[config, ...checkpoint.flatMap(({ slots }) => slots)],
		{ l2BlockNumber: number },
	);
	return concludeTaikoState(root, { rlp: header }).value.stateRoot;
};

/** Each piece that is there. @throws what the functions of the rules throw */
const decide = (
	profile: TaikoProfile,
	proved: readonly OnL1[],
	pieces: Pieces,
): Decided => {
	const { number, header, ...said } = pieces;
	const { contracts, slots } = profile;
	const { inbox, signalService } = contracts;
	for (const one of [inbox, signalService]) checkProxy(profile, proved, one);
	const finalized = wordAt(
		proved,
		inbox.address,
		wordHex(slots.finalizedBlockHash),
	);
	const core = wordAt(proved, inbox.address, wordHex(slots.coreState));
	expect(core === null || coreIn(core) !== null, "no core state");
	const [hash, root] = checkpointSlots(profile, number).map((key) =>
		wordAt(proved, signalService.address, key),
	);
	expect(hash !== 0n && root !== 0n, `no checkpoint of block ${number}`);
	const kept = hash ?? finalized;
	expect(
		kept !== null && kept !== undefined && kept !== 0n,
		"neither a checkpoint nor a finalized block was recorded",
	);
	const blockHash = wordHex(kept);
	expect(
		said.blockHash === null || said.blockHash === blockHash,
		"another block",
	);
	const fields =
		header === null ? null : checkHeader(header, blockHash, "l2-preimage");
	expect(
		fields === null || fields.blockNumber === number,
		"the header has another number",
	);
	const stateRoot =
		fields?.stateRoot ??
		(root === undefined || root === null ? null : wordHex(root));
	expect(stateRoot !== null, "no state root was recorded");
	expect(
		root === undefined || root === null || wordHex(root) === stateRoot,
		"the checkpoint has another state root than its block",
	);
	expect(
		said.stateRoot === null || said.stateRoot === stateRoot,
		"another state root",
	);
	// an older checkpoint is none that the rules take: they take the newest
	const isNewest = finalized === null || hash === finalized;
	const ruled = isNewest ? byRules(profile, proved, pieces) : null;
	expect(ruled === null || ruled === stateRoot, "the rules have another root");
	return {
		stateRoot,
		missing:
			ruled !== null
				? null
				: isNewest
					? "not recorded: all slots of inbox and checkpoint, the code behind them, the header"
					: "a checkpoint that was not the newest any more at that block",
	};
};

const inputOf = d.record({
	l1Root: d.hash,
	l1Accounts: d.anything,
	number: d.int(1),
	blockHash: d.nullable(d.hash),
	stateRoot: d.nullable(d.hash),
	header: d.nullable(d.hexUpTo(65_536)),
	accounts: d.anything,
});

const checkOf = (recording: Recording, profile: TaikoProfile, l2: Fields) => {
	const claim = camel(recording.claim);
	const input = {
		l1Root: l1Basis(recording.l1).value.stateRoot,
		l1Accounts: recording.l1Accounts,
		number: numberIn(claim, l2),
		blockHash: hashIn(claim, "blockHash"),
		stateRoot: hashIn(claim, "stateRoot"),
		header:
			l2.header === undefined && l2.headerRlp === undefined
				? null
				: headerIn(l2),
		accounts: l2.accounts ?? [],
	};
	const decided = (raw: Json) => {
		const { l1Root, l1Accounts, accounts, ...pieces } = inputOf(raw, "input");
		const proved = l1Proved(
			l1Basis({ ...(recording.l1 as object), stateRoot: l1Root } as Json),
			l1Accounts as Json,
		);
		const { stateRoot, missing } = decide(profile, proved, pieces);
		expect(
			l2.stateRoot === undefined || lower(l2.stateRoot) === stateRoot,
			"the recording names another state root",
		);
		const under = l1Basis({ chainId: profile.chainId, stateRoot });
		const names = [
			namesOf(proved),
			namesOf(l1Proved(under, accounts as Json)),
		].join("|");
		return { missing, names };
	};
	return { decided, input };
};

/** What stood behind the inbox before, with the same layout: MainnetInbox of taiko-mono@462920aae, 2026-06-29 to 2026-08-03. */
const earlierInbox: Hex = "0x64523f2580f4e7038a121d55b220a9c12c1e8f01";

/**
 * The profile with what stood behind the contracts on the recording's day; the profile itself where that was not recorded, null where
 * it is nothing of which the layout is known.
 */
const ofItsDay = (
	profile: TaikoProfile,
	{ l1, l1Accounts }: Recording,
): TaikoProfile | null => {
	const { contracts, slots } = profile;
	const { inbox, signalService } = contracts;
	const proved = l1Proved(l1Basis(l1), l1Accounts);
	const behind = ({ address, implementation }: Proxied): bigint =>
		wordAt(proved, address, slots.implementation) ?? BigInt(implementation);
	if (behind(signalService) !== BigInt(signalService.implementation))
		return null;
	if (behind(inbox) === BigInt(inbox.implementation)) return profile;
	return behind(inbox) === BigInt(earlierInbox)
		? {
				...profile,
				contracts: {
					...contracts,
					inbox: { ...inbox, implementation: earlierInbox },
				},
			}
		: null;
};

const unsupported = (name: string, why: string): StateCase => ({
	name,
	input: null,
	check: () => {},
	unsupported: why,
});

export const taikoForms = (recording: Recording): readonly StateCase[] => {
	const { path } = recording;
	const l2 = camel(recording.l2);
	const shipped = profileOf(recording, l2);
	if (shipped === null)
		return [unsupported(path, "a network of Taiko that does not ship")];
	const profile = ofItsDay(shipped, recording);
	if (profile === null)
		return [
			unsupported(path, "of a day with implementations of another layout"),
		];
	const { decided, input } = checkOf(recording, profile, l2);
	const { missing, names } = decided(input);
	const check = (raw: Json): void => {
		expect(
			decided(raw).names === names,
			"other accounts or slots than were recorded",
		);
	};
	const isFalse = (what: string, changed: object): StateCase => ({
		name: `${path} ${what}`,
		input: { ...input, ...changed },
		check,
		isFalse: true,
	});
	return [
		{ name: `${path} checkpoint, header and accounts`, input, check },
		isFalse("as the checkpoint of the next block", {
			number: input.number + 1,
		}),
		isFalse("with L1's own state root", { stateRoot: input.l1Root }),
		...(Array.isArray(input.accounts) && input.accounts.length > 0
			? [
					isFalse("with L1's accounts in the place of its own", {
						accounts: input.l1Accounts,
					}),
				]
			: []),
		...(missing === null
			? []
			: [
					unsupported(
						`${path} taiko-config, -root and -state as rules`,
						missing,
					),
				]),
	];
};
