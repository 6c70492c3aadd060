// A recording from an L1 state root to a layer 2 (format l2-chain/1): what all families have in common of it, and L1's own part as
// verified values, so that a family's rules can be run as they ship.

import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { accountClaim } from "../../../src/source/execution.ts";
import { proveAccount } from "../../../src/state/account.ts";
import { decodeHeader } from "../../../src/state/header.ts";
import { proveCode, proveSlot } from "../../../src/state/slot.ts";
import type { Account, Code, Slot } from "../../../src/state/values.ts";
import type { StateBasis } from "../../../src/trust/grade.ts";
import { conclude, type Verified } from "../../../src/trust/verified.ts";
import { expect, type StateCase } from "../state-l1/case.ts";

const fields = d.record({
	format: d.oneOf("l2-chain/1"),
	family: d.text(40),
	l1: d.anything,
	l1Accounts: d.anything,
	claim: d.anything,
	l2: d.anything,
});

const l1 = d.record({
	chainId: d.int(1),
	stateRoot: d.optional(d.hash),
	headerRlp: d.optional(d.hexUpTo(65_536)),
	blockHash: d.optional(d.hash),
	blockNumber: d.optional(d.int()),
	timestamp: d.optional(d.int()),
});
const recordedAccount = d.record({
	address: d.address,
	code: d.optional(d.hexUpTo(100_000)),
});

export type Recording = {
	readonly path: string;
	readonly family: string;
	/** As the file has them: a family's own decoders read them, so that each part can be damaged. */
	readonly l1: Json;
	readonly l1Accounts: Json;
	readonly claim: Json;
	readonly l2: Json;
};

/** Null for what is of another format. @throws bad-field for a recording that lacks a part */
export const recordingIn = (path: string, raw: unknown): Recording | null => {
	if (typeof raw !== "object" || raw === null || !("format" in raw))
		return null;
	if (raw.format !== "l2-chain/1") return null;
	const { family, ...parts } = fields(raw, path);
	return {
		path,
		family,
		l1: parts.l1 as Json,
		l1Accounts: parts.l1Accounts as Json,
		claim: parts.claim as Json,
		l2: parts.l2 as Json,
	};
};

/** What is proved of an account on L1. */
export type OnL1 = {
	readonly account: Verified<Account>;
	readonly slots: readonly Verified<Slot>[];
	/** Null where it was not recorded. */
	readonly code: Verified<Code> | null;
};

/** The recorded state of L1: the recorder's word for the root, and a proof for all that is under it. */
export const l1Basis = (raw: Json): Verified<StateBasis> => {
	const { chainId, stateRoot, headerRlp, ...said } = l1(raw, "l1");
	const header =
		headerRlp === undefined
			? null
			: decodeHeader(Uint8Array.from(Buffer.from(headerRlp.slice(2), "hex")));
	const root = stateRoot ?? header?.stateRoot;
	expect(root !== undefined, "neither state root nor header");
	expect(
		header === null || header.stateRoot === root,
		"the header is another's",
	);
	const nothing: Hex = `0x${"0".repeat(64)}`;
	const checkpoint = conclude("checkpoint", [], { root: nothing }, null);
	return conclude(
		"el-header",
		[checkpoint],
		{
			chainId,
			blockNumber: said.blockNumber ?? header?.blockNumber ?? 0,
			blockHash: said.blockHash ?? nothing,
			stateRoot: root,
			grade: {
				who: "l1",
				validity: "none",
				finality: "final",
				asOfS: said.timestamp ?? 0,
			},
		},
		null,
	);
};

/** Every recorded account with its slots and code, by proof. @throws mpt-*, proof-value, code-hash, bad-field */
export const l1Proved = (
	basis: Verified<StateBasis>,
	raw: Json,
): readonly OnL1[] =>
	d
		.list(d.anything, 64)(raw, "l1Accounts")
		.map((one, i) => {
			const path = `l1Accounts[${i}]`;
			const { address, code } = recordedAccount(one, path);
			// some recordings give proofs without the fields that they prove
			const claim = accountClaim(
				{ balance: "0x0", nonce: "0x0", ...(one as object) },
				path,
			);
			const stated = one as { readonly [field: string]: unknown };
			const account = proveAccount(basis, address, {
				accountProof: claim.accountProof,
				...(stated.balance === undefined ? {} : { balance: claim.balance }),
				...(stated.nonce === undefined ? {} : { nonce: claim.nonce }),
				...(stated.codeHash === undefined && stated.keccakCodeHash === undefined
					? {}
					: { codeHash: claim.codeHash }),
				...(stated.storageHash === undefined
					? {}
					: { storageHash: claim.storageHash }),
			});
			return {
				account,
				slots: claim.storageProof.map((slot) => proveSlot(account, slot)),
				code: code === undefined ? null : proveCode(account, code),
			};
		});

const slotsIn = (proved: readonly OnL1[]): readonly string[] =>
	proved.map(
		({ account, slots }) =>
			`${account.value.address} ${slots.map(({ value }) => value.key).join(" ")}`,
	);

/** L1's own part, whatever the family: each recorded account, slot and code under the recorded root. */
export const l1Case = ({
	path,
	l1: said,
	l1Accounts,
}: Recording): StateCase => {
	const recorded = slotsIn(l1Proved(l1Basis(said), l1Accounts));
	return {
		name: `${path} L1`,
		input: { root: l1Basis(said).value.stateRoot, accounts: l1Accounts },
		check: (input) => {
			const { root, accounts } = d.record({
				root: d.hash,
				accounts: d.anything,
			})(input, "input");
			const basis = l1Basis({ ...(said as object), stateRoot: root } as Json);
			const proved = slotsIn(l1Proved(basis, accounts as Json));
			expect(
				proved.length > 0 && proved.join() === recorded.join(),
				"other accounts or slots than were recorded",
			);
		},
	};
};
