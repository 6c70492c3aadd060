// What a message is called, and what its parts are, in words. Of its own reading the signer gives codes and numbers alone.

import { utcWords } from "../../../src/base/time.ts";
import { formatUnits, shortHex } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type {
	MessageApproval,
	MessageAsset,
	MessageGrant,
	MessageMeaning,
	MessageView,
} from "../../../src/protocol/message-views.ts";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { hostOf } from "../words.ts";

type MessageChain = MessageApproval["chain"];

/** A line does not end within a shortened address. */
const unbroken = (short: string): string => short.replace("…", "…\u2060");

const named = (asset: MessageAsset): string =>
	asset.named?.symbol ??
	(asset.contract === null
		? ""
		: say().message.token(unbroken(shortHex(checksummed(asset.contract)))));

/** A fungible token of which no accepted file says what it is called and how it is counted. */
export const isNameless = ({ kind, named }: MessageAsset): boolean =>
	kind === "token" && named === null;

/** "500.00 USDC"; of what nothing is known of, so many of its smallest unit. */
export const assetWords = (
	asset: MessageAsset,
	chain: MessageChain,
): string => {
	const { kind, contract, amount, item } = asset;
	if (kind === "coin")
		return amount === null
			? say().message.anyAmountOf(chain.symbol)
			: `${groupDigits(formatUnits(BigInt(amount), chain.decimals))} ${chain.symbol}`;
	const from = contract === null ? "" : shortHex(checksummed(contract));
	const times =
		amount === null || amount === "1" ? "" : `${groupDigits(amount)} × `;
	if (kind === "nft") return say().message.itemOf(times, item ?? "?", from);
	if (kind === "some") return say().message.anyItemOfASetFrom(times, from);
	if (amount === null) return say().message.unlimited(named(asset));
	return asset.named === null
		? say().message.ofTheSmallestUnitOf(groupDigits(amount), named(asset))
		: `${groupDigits(formatUnits(BigInt(amount), asset.named.decimals))} ${asset.named.symbol}`;
};

/** A time of a message, in Unix seconds. */
export const timeWords = (timeS: string | null, none: string): string =>
	timeS === null ? none : utcWords(Number(timeS), "minute");

/** When what it allows ends. Permit2 takes 0 for the block in which it is used. */
export const untilWords = ({ untilS, uses }: MessageGrant): string => {
	if (uses === "once") return say().message.itIsUsedOnce;
	return untilS === "0"
		? say().message.theBlockInWhichItIs
		: timeWords(untilS, say().message.withoutEnd);
};

/**
 * Nothing of it may be taken any more. What is used once changes no allowance that there is, and what the spender's own terms ask for
 * is not known.
 */
export const isTakingBack = ({
	grants,
	hasTerms,
}: Pick<
	Extract<MessageMeaning, { readonly kind: "allow" }>,
	"grants" | "hasTerms"
>): boolean =>
	!hasTerms &&
	grants.every(({ asset, uses }) => asset.amount === "0" && uses === "amount");

const grantDeed = (
	meaning: Extract<MessageMeaning, { readonly kind: "allow" }>,
	chain: MessageChain,
): string => {
	const [first] = meaning.grants;
	if (isTakingBack(meaning)) return say().message.takeTheAllowanceBack;
	if (first === undefined || meaning.grants.length > 1)
		return say().message.allowTokens(meaning.grants.length);
	// so many smallest units say nothing on a button, and stand in full on the screen
	if (isNameless(first.asset) && first.asset.amount !== null)
		return say().message.allowThisAmount(named(first.asset));
	const what = assetWords(first.asset, chain);
	if (meaning.standard === "ERC-3009") return say().message.allow(what);
	if (first.asset.amount === null) return say().message.allow(what);
	return say().message.allowUpTo(what);
};

/** What the button that signs says it does. */
export const messageDeed = ({ meaning, chain }: MessageApproval): string => {
	switch (meaning.kind) {
		case "text":
			return say().message.signThisText;
		case "bytes":
			return say().message.signTheseBytes;
		case "sign-in":
			return say().message.signIn;
		case "allow":
			return grantDeed(meaning, chain);
		case "cancel":
			return say().message.cancelThePayment;
		case "trade":
			return meaning.orders.length === 1
				? say().message.signTheOrder
				: say().message.signOrders(meaning.orders.length);
		case "safe":
		case "safe-text":
			return say().message.agreeForTheSafe;
		case "unknown":
			return say().message.signThisMessage;
	}
};

/** What is asked, as the title of the screen. */
export const messageTitle = (approval: MessageApproval): string =>
	approval.meaning.kind === "sign-in"
		? say().message.signInTo(hostOf(approval.origin))
		: `${messageDeed(approval)}?`;

/** What kind of message it is, in a list. By the engine's word. */
export const messageKind = (): {
	readonly [what in MessageView["what"]]: string;
} => ({
	text: say().message.aText,
	"sign-in": say().message.aSignIn,
	typed: say().message.aMessageWithFields,
});

/** Every field in which engine and signer differ. Empty: they say the same. */
export const messageDifferences = (
	told: MessageView,
	read: MessageApproval,
): readonly {
	readonly field: string;
	readonly engine: string;
	readonly signer: string;
}[] =>
	[
		{ field: say().message.whoAsks, engine: told.origin, signer: read.origin },
		{
			field: say().message.account,
			engine: told.account,
			signer: read.account,
		},
		{
			field: say().message.chain,
			engine: String(told.chainId),
			signer: String(read.chain.chainId),
		},
		{
			field: say().message.whatIsSigned,
			engine: told.digest,
			// with the person's own amount it is another: the engine tells of what was asked for
			signer:
				read.settable === undefined || read.settable.own === null
					? read.digest
					: read.settable.digest,
		},
	].filter(({ engine, signer }) => engine !== signer);
