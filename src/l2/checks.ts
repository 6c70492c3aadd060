// Every kind of layer 2 that this release can judge: with `runtimes.ts` the only place where kinds are named. What is asked of
// a profile is answered by its own kind.

import type { Hex } from "../base/bytes.ts";
import type { Decode } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import type { Message } from "../protocol/message.ts";
import type { AnyVerified } from "../trust/verified.ts";
import { arbitrumChecks } from "./arbitrum/checks/kind.ts";
import { developmentChecks } from "./development-checks.ts";
import type { ExitCall, ExitStep } from "./exit-step.ts";
import type { LayerAccount, RollupKind, Watchable, WatchKind } from "./kind.ts";
import { lineaChecks } from "./linea/checks/kind.ts";
import { opChecks } from "./op/checks/kind.ts";
import type { LayerOrders } from "./orders.ts";
import type { Pinned } from "./pinned.ts";
import { identityOf, type RollupProfile } from "./profile.ts";
import type { AddressHolding, ReadKind, ReadProfile } from "./read.ts";
import { scrollChecks } from "./scroll/checks/kind.ts";
import { starknetChecks } from "./starknet/checks/kind.ts";
import { taikoChecks } from "./taiko/checks/kind.ts";
import { watchedChecks } from "./watched/checks/kind.ts";
import { zksyncChecks } from "./zksync/checks/kind.ts";

/** Kinds whose state is read. */
export const rollupKinds: readonly RollupKind[] = [
	arbitrumChecks,
	...opChecks,
	scrollChecks,
	zksyncChecks,
	lineaChecks,
	taikoChecks,
	...developmentChecks,
];

/** Kinds whose state is only read: nothing is signed for them, and their addresses are their own. */
export const readKinds: readonly ReadKind[] = [starknetChecks];

/** Kinds of which L1's facts are watched and no order is made. */
export const watchedKinds: readonly WatchKind[] = [watchedChecks, ...readKinds];

/** All of them, by the name that a profile calls its kind by. */
export const checks: { readonly [kind: string]: WatchKind } =
	Object.fromEntries(
		[...rollupKinds, ...watchedKinds].map((one) => [one.kind, one]),
	);

const unknownKind = (kind: string): Fault =>
	new Fault("unknown-fork", `rollups of kind "${kind}"`);

const decoders = <P extends Watchable>(
	kinds: readonly WatchKind<P>[],
): Decode<P> =>
	d.byKind(
		Object.fromEntries(kinds.map(({ kind, decode }) => [kind, decode])),
		unknownKind,
	);

/** @throws bad-field; unknown-fork for a kind that this release does not know */
export const decodeRollupProfile: Decode<RollupProfile> = decoders(rollupKinds);

/** @throws as `decodeRollupProfile` */
export const decodeWatchedProfile: Decode<Watchable> = decoders(watchedKinds);

/** Does a profile say of itself that it is of a kind that is only watched? It is not decoded yet. */
export const isWatchedKind = (kind: unknown): boolean =>
	watchedKinds.some((one) => one.kind === kind);

/** What a profile's kind is asked. @throws unknown-fork for a kind that this release does not know */
export const kindOf = ({ kind }: Pick<Watchable, "kind">): WatchKind => {
	const found = Object.hasOwn(checks, kind) ? checks[kind] : undefined;
	if (found === undefined) throw unknownKind(kind);
	return found;
};

/** Null for a kind that is only watched. */
export const rollupKindOf = ({
	kind,
}: Pick<Watchable, "kind">): RollupKind | null =>
	rollupKinds.find((one) => one.kind === kind) ?? null;

/** The kinds that conclude by one of the rules. */
export const kindsOfRules = (rules: ReadonlySet<string>): readonly string[] =>
	[...rollupKinds, ...readKinds]
		.filter((one) => Object.keys(one.rules).some((rule) => rules.has(rule)))
		.map(({ kind }) => kind);

/** Are its accounts and orders its own? Those of every other rollup are Ethereum's. */
export const hasOwnAccounts = (profile: RollupProfile): boolean =>
	rollupKindOf(profile)?.accountOf !== undefined;

/** The rollups that ship, as their kinds' decoders give them. */
export const shippedRollups: readonly RollupProfile[] = rollupKinds.flatMap(
	({ profiles, decode }) =>
		profiles.map((profile) => decode(profile, profile.name)),
);

/** The chains that are only read and ship, as their kinds' decoders give them. */
export const shippedReads: readonly ReadProfile[] = readKinds.flatMap(
	({ profiles, decode }) =>
		profiles.map((profile) => decode(profile, profile.name)),
);

/** Null for a kind that is not only read. */
export const readKindOf = ({
	kind,
}: Pick<Watchable, "kind">): ReadKind | null =>
	readKinds.find((one) => one.kind === kind) ?? null;

/** Is its state only read? */
export const isRead = (profile: Watchable): profile is ReadProfile =>
	readKindOf(profile) !== null;

/** What is proved of an address of a chain that is only read; null for any other conclusion. */
export const holdingOf = (conclusion: AnyVerified): AddressHolding | null => {
	for (const kind of readKinds) {
		const found = kind.holdingOf(conclusion);
		if (found !== null) return found;
	}
	return null;
};

/** Is its state read, and not L1's facts of it alone? */
export const isRollup = (
	profile: Watchable,
): profile is Watchable & RollupProfile => rollupKindOf(profile) !== null;

/** What evidence names a profile by. @throws as its decoder for what is no such profile */
export const profileId = (profile: RollupProfile): Hex =>
	identityOf(profile, decodeRollupProfile);

/** Every contract on L1 that the layer's state or an exit rests on. */
export const pinnedOf = (profile: Watchable): readonly Pinned[] =>
	kindOf(profile).pinned(profile);

/** The kinds that have orders of their own. */
const ordersOfKinds: readonly LayerOrders[] = rollupKinds.flatMap(
	({ orders }) => orders ?? [],
);

/** Whose orders have that format; null for the orders of L1 and for what this release does not know. */
export const layerOrdersOf = (format: string): LayerOrders | null =>
	ordersOfKinds.find((one) => one.format === format) ?? null;

/** What an account has that is none of Ethereum's; null for any other conclusion. */
export const accountOf = (conclusion: AnyVerified): LayerAccount | null => {
	for (const kind of rollupKinds) {
		const found = kind.accountOf?.(conclusion) ?? null;
		if (found !== null) return found;
	}
	return null;
};

/** @throws bad-field, also for a kind of step that this release does not know */
export const exitStep: Decode<ExitStep> = d.byKind(
	Object.assign({}, ...rollupKinds.map(({ steps }) => steps)),
);

/**
 * The call of a step that `from` signs.
 * @throws exit-recipient when it would pay anybody else; unverifiable-method when the step is not of this kind of rollup
 */
export const exitCall = (
	profile: RollupProfile,
	from: Hex,
	step: ExitStep,
): ExitCall => {
	const kind = rollupKindOf(profile);
	if (kind === null || !Object.hasOwn(kind.steps, step.kind))
		throw new Fault(
			"unverifiable-method",
			`a step "${step.kind}" of ${profile.title}`,
		);
	return kind.call(profile, from, step);
};

/** What a step is called. @throws unverifiable-method for a kind of step that this release does not know */
export const exitTitle = (step: ExitStep): Message => {
	const kind = rollupKinds.find(({ steps }) => Object.hasOwn(steps, step.kind));
	if (kind === undefined)
		throw new Fault("unverifiable-method", `a step "${step.kind}"`);
	return kind.title(step);
};
