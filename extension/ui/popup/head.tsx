// The head of a screen: where the light client is, whose account is shown, and why nothing is signed.

import { shortHex } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { WalletView } from "../../../src/protocol/views.ts";
import { AccountIcon } from "../accounts/icon.tsx";
import { accountName, isWatched } from "../accounts/names.ts";
import { openPage } from "../host.ts";
import { cutOffShort } from "../known.ts";
import { Button } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Icon } from "../parts/icon.tsx";
import { useCutOff } from "../parts/offline.tsx";
import { go } from "../route.ts";
import { ageWords, groupDigits } from "../say/numbers.ts";
import { useNow, useShared } from "../wallet.tsx";
import { phaseWords, signedWords, type Tone } from "../words.ts";

/** @param cutOff what is said of endpoints that bring nothing new; null when all is well */
const standing = (
	view: WalletView,
	cutOff: string | null,
): readonly [Tone, string] => {
	const { sync, stopped } = view;
	if (stopped !== null || sync.phase === "stopped") return ["bad", "Stopped"];
	if (sync.phase !== "following") return ["wait", phaseWords()[sync.phase]];
	if (cutOff !== null) return ["wait", cutOffShort(view)];
	if (sync.stale === true) return ["wait", "Asking for newer headers"];
	return sync.final === null
		? ["wait", "Nothing final yet"]
		: ["ok", `Final at slot ${groupDigits(sync.final.slot)}`];
};

/** Where the light client is: the part of the header that says how near to the head everything below is. */
export const HeadLine = ({ view }: { readonly view: WalletView }) => {
	const now = useNow();
	const { optimistic, final } = view.sync;
	const head = optimistic ?? final;
	const [tone, first] = standing(view, useCutOff());
	return (
		<button
			type="button"
			class="head-line"
			aria-label={`${first}. Show the state of the sync.`}
			onClick={() => go("sync")}
		>
			<span class={`tone ${tone}`}>
				<i class={`dot ${tone}`} aria-hidden="true" />
				{first}
			</span>
			<small>
				{head === null
					? "no header yet"
					: `head ${ageWords(head.timeS, now)}, ${signedWords(head)}`}
			</small>
		</button>
	);
};

export const AccountLine = ({ view }: { readonly view: WalletView }) => {
	const { status } = useShared();
	if (view.account === null) return <span>no account yet</span>;
	return (
		<button
			type="button"
			class="account"
			title="Switch account"
			onClick={() => go("accounts")}
		>
			<AccountIcon address={view.account} size={24} />
			<b>{accountName(view, view.account)}</b>
			<Icon name="down" size={12} />
			<code>
				{isWatched(status, view.account) ? "watched " : ""}
				{shortHex(checksummed(view.account), 4)}
			</code>
			<span class="unseen">Switch account</span>
		</button>
	);
};

export const Stopped = ({ view }: { readonly view: WalletView }) => {
	if (view.stopped === null) return null;
	const again =
		view.stopped.code === "conflict" || view.stopped.code === "checkpoint-age";
	return (
		<FaultNote fault={view.stopped} title="Nothing is signed now.">
			{again ? (
				<Button onClick={() => void openPage("onboarding.html#checkpoint")}>
					Choose a checkpoint
				</Button>
			) : null}
		</FaultNote>
	);
};
