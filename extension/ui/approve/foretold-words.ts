// What the engine foretells of an order, in words. It is drawn apart from all that the signer says.

import { formatUnits } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type {
	Asset,
	Effect,
	Foretold,
	ForetoldRun,
} from "../../../src/protocol/foretold.ts";
import type { ApprovalView, WalletView } from "../../../src/protocol/views.ts";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";

/** What the engine calls a token, and how it counts it. */
export type NamedByEngine = (
	token: string,
) => { readonly symbol: string; readonly decimals: number } | null;

/** What is on the list of that chain. */
export const namedOn = (
	{ chains }: Pick<WalletView, "chains">,
	chainId: number,
): NamedByEngine => {
	const balances =
		chains.find((one) => one.chainId === chainId)?.balances ?? [];
	return (of) => balances.find(({ token }) => token === of) ?? null;
};

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
			? say().call.smallestUnitsOf(groupDigits(amount), token)
			: `${unitsOf(amount, name.decimals, name.symbol)} (${token})`;
	}
	const many = amount === "1" ? "" : say().call.of(groupDigits(amount));
	return say().call.numberOf(many, groupDigits(asset.id), token);
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
			? say().call.wouldLeaveTo(what, checksummed(to))
			: say().call.wouldArrive(what);
	}
	if (effect.kind === "created")
		return say().call.aContractWouldBeCreatedAt(checksummed(effect.address));
	if (effect.kind === "delegated")
		return say().call.wouldRunOtherCode(checksummed(effect.account));
	if (effect.owner !== me) return null;
	const token = checksummed(effect.token);
	if (effect.kind === "operator") {
		const much = effect.isAllowed ? say().call.all : say().call.none;
		return say().call.couldTakeOfYourFromThen(
			checksummed(effect.operator),
			much,
			token,
		);
	}
	if (effect.kind === "allowed-one")
		return effect.spender === null
			? null
			: say().call.couldTakeNumberOfFromThen(
					checksummed(effect.spender),
					groupDigits(effect.id),
					token,
				);
	const asset = { kind: "erc20", token: effect.token } as const;
	const spender = checksummed(effect.spender);
	return effect.amount === "0"
		? say().call.couldTakeNothingOfAnyMore(spender, token)
		: say().call.couldTakeFromThenOn(
				spender,
				assetWords(asset, effect.amount, told, named),
			);
};

/** What of the account moves and is allowed in a run, in its order. */
export const foretoldLines = (
	{ effects }: ForetoldRun,
	told: Told,
	named: NamedByEngine,
): readonly string[] =>
	effects.flatMap((effect) => lineOf(effect, told, named) ?? []);

/** Do the tokens answer at both ends as their events tell? What is mined at once may be what a token is silent about. */
export const isAsTold = ({ early, late }: Foretold): boolean =>
	[early, late].every(({ measured, allowances }) =>
		[...measured, ...allowances].every((one) => one.isAsTold),
	);
