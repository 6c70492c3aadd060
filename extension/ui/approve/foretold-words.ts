// What the engine foretells of an order, in words. It is drawn apart from all that the signer says.

import { formatUnits, groupDigits } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type {
	Asset,
	Effect,
	ForetoldRun,
} from "../../../src/protocol/foretold.ts";
import type { ApprovalView } from "../../../src/protocol/views.ts";

/** What the engine calls a token, and how it counts it. */
export type NamedByEngine = (
	token: string,
) => { readonly symbol: string; readonly decimals: number } | null;

type Told = Pick<ApprovalView, "from" | "chain">;

const unitsOf = (amount: string, decimals: number, symbol: string): string =>
	`${groupDigits(formatUnits(BigInt(amount), decimals))} ${symbol}`;

const assetWords = (
	asset: Asset,
	amount: string,
	{ chain }: Told,
	named: NamedByEngine,
): string => {
	if (asset.kind === "coin")
		return unitsOf(amount, chain.decimals, chain.symbol);
	const token = checksummed(asset.token);
	if (asset.kind === "erc20") {
		const name = named(asset.token);
		return name === null
			? `${groupDigits(amount)} smallest units of ${token}`
			: `${unitsOf(amount, name.decimals, name.symbol)} (${token})`;
	}
	const many = amount === "1" ? "" : `${groupDigits(amount)} of `;
	return `${many}number ${groupDigits(asset.id)} of ${token}`;
};

/** Null for what is not of the account. */
const lineOf = (
	effect: Effect,
	told: Told,
	named: NamedByEngine,
): string | null => {
	const me = told.from;
	if (effect.kind === "moved") {
		const { asset, from, to, amount } = effect;
		if (from === to || (from !== me && to !== me)) return null;
		const what = assetWords(asset, amount, told, named);
		return from === me
			? `${what} would leave, to ${checksummed(to)}.`
			: `${what} would arrive.`;
	}
	if (effect.kind === "created")
		return `A contract would be created at ${checksummed(effect.address)}.`;
	if (effect.kind === "delegated")
		return `${checksummed(effect.account)} would run other code.`;
	if (effect.owner !== me) return null;
	const token = checksummed(effect.token);
	if (effect.kind === "operator") {
		const much = effect.isAllowed ? "all" : "none";
		return `${checksummed(effect.operator)} could take ${much} of your ${token} from then on.`;
	}
	if (effect.kind === "allowed-one")
		return effect.spender === null
			? null
			: `${checksummed(effect.spender)} could take number ${groupDigits(effect.id)} of ${token} from then on.`;
	const asset = { kind: "erc20", token: effect.token } as const;
	const spender = checksummed(effect.spender);
	return effect.amount === "0"
		? `${spender} could take nothing of ${token} any more.`
		: `${spender} could take ${assetWords(asset, effect.amount, told, named)} from then on.`;
};

/** What of the account moves and is allowed in a run, in its order. */
export const foretoldLines = (
	{ effects }: ForetoldRun,
	told: Told,
	named: NamedByEngine,
): readonly string[] =>
	effects.flatMap((effect) => lineOf(effect, told, named) ?? []);
