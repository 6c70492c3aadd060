// The head of a screen: where the light client is, whose account is shown, and why nothing is signed.

import { shortHex } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { WalletView } from "../../../src/protocol/views.ts";
import { AccountIcon } from "../accounts/icon.tsx";
import { accountName, isWatched } from "../accounts/names.ts";
import { troubledChains } from "../home/alive.tsx";
import { openPage } from "../host.ts";
import { cutOffShort } from "../known.ts";
import { Button } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Icon } from "../parts/icon.tsx";
import { useCutOff } from "../parts/offline.tsx";
import { go } from "../route.ts";
import { ageWords } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useNow, useShared } from "../wallet.tsx";
import { phaseWords, type Tone } from "../words.ts";

/** @param cutOff what is said of endpoints that bring nothing new; null when all is well */
const standing = (
	view: WalletView,
	cutOff: string | null,
): readonly [Tone, string] => {
	const { sync, stopped } = view;
	const { home } = say();
	if (stopped !== null || sync.phase === "stopped")
		return ["bad", home.stoppedShort];
	if (sync.phase !== "following") return ["wait", phaseWords()[sync.phase]];
	if (cutOff !== null) return ["wait", cutOffShort(view)];
	if (sync.stale === true) return ["wait", home.newerHeaders];
	if (sync.final === null) return ["wait", home.nothingFinal];
	if (view.endpoints.some(({ state }) => state === "put-aside"))
		return ["bad", home.caughtOne];
	const [troubled] = troubledChains(view);
	return troubled === undefined
		? ["ok", home.upToDate]
		: ["wait", home.trouble(troubled.title)];
};

/** The one quiet line for Ethereum, endpoints and rollups. It has colour only where something is wrong. */
export const HeadLine = ({ view }: { readonly view: WalletView }) => {
	const now = useNow();
	const { home } = say();
	const { optimistic, final } = view.sync;
	const head = optimistic ?? final;
	const [tone, first] = standing(view, useCutOff());
	return (
		<button
			type="button"
			class="head-line"
			title={home.showStatus}
			onClick={() => go("status")}
		>
			<span class={`tone ${tone}`}>
				<i class={`dot ${tone}`} aria-hidden="true" />
				{first}
			</span>
			<small>
				{head === null ? home.noHeader : home.head(ageWords(head.timeS, now))}
			</small>
		</button>
	);
};

export const AccountLine = ({ view }: { readonly view: WalletView }) => {
	const { status } = useShared();
	if (view.account === null) return <span>{say().home.noAccount}</span>;
	return (
		<button
			type="button"
			class="account"
			title={say().home.switchAccount}
			onClick={() => go("accounts")}
		>
			<AccountIcon address={view.account} size={24} />
			<b>{accountName(view, view.account)}</b>
			<Icon name="down" size={12} />
			<code>
				{isWatched(status, view.account) ? `${say().home.watched} ` : ""}
				{shortHex(checksummed(view.account), 4)}
			</code>
			<span class="unseen">{say().home.switchAccount}</span>
		</button>
	);
};

export const Stopped = ({ view }: { readonly view: WalletView }) => {
	if (view.stopped === null) return null;
	const again =
		view.stopped.code === "conflict" || view.stopped.code === "checkpoint-age";
	return (
		<FaultNote fault={view.stopped} title={say().home.nothingSigned}>
			{again ? (
				<Button onClick={() => void openPage("onboarding.html#checkpoint")}>
					{say().home.chooseCheckpoint}
				</Button>
			) : null}
		</FaultNote>
	);
};
