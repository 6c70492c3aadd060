// One account: its name, its place in the list, what it comes from, and the ways to its key or out of the wallet.

import { useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import { isPlainName } from "../../../src/base/symbol.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import {
	type AccountLabel,
	mostLabel,
} from "../../../src/protocol/account-labels.ts";
import { isOwn } from "../../../src/protocol/accounts.ts";
import { Button, Field, Hash, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Note } from "../parts/note.tsx";
import { RowLink } from "../parts/row.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { AccountIcon } from "./icon.tsx";
import {
	accountName,
	heldBy,
	labelsOf,
	listedKindWords,
	moved,
} from "./names.ts";

/** Puts other labels in the place of those there are. */
const useArrange = () => {
	const { wallet, refresh } = useShared();
	const work = useWork();
	return {
		...work,
		arrange: (labels: readonly AccountLabel[]) =>
			void work.run(async () => {
				await wallet.engine("account.arrange", { labels: [...labels] });
				await refresh();
			}),
	};
};

/** Why it cannot be a name; null when it can. Nothing is a name taken away. */
const nameFault = (typed: string): string | null =>
	typed === "" || isPlainName(typed, mostLabel)
		? null
		: typed.length > mostLabel
			? say().accounts.atMostCharacters(mostLabel)
			: say().accounts.useLettersDigitsAndSingleSpaces;

const Name = ({ address }: { readonly address: Hex }) => {
	const { view } = useShared();
	const labels = labelsOf(view);
	const now = labels.find((one) => one.address === address)?.name ?? "";
	const [typed, setTyped] = useState(now);
	const { busy, fault, arrange } = useArrange();
	const name = typed.trim();
	const wrong = nameFault(name);
	const keep = () => {
		if (wrong === null && name !== now)
			arrange(
				labels.map((one) =>
					one.address === address
						? { ...one, name: name === "" ? null : name }
						: one,
				),
			);
	};
	return (
		<>
			<Field
				name={say().accounts.name}
				value={typed}
				onValue={setTyped}
				wrong={wrong}
				note={say().accounts.forYouAloneNoSiteIs}
				onEnter={keep}
				after={
					<Button
						busy={busy}
						disabled={wrong !== null || name === now}
						label={say().accounts.keepTheName}
						onClick={keep}
					>
						{say().accounts.keep}
					</Button>
				}
			/>
			<FaultNote fault={fault} title={say().accounts.theNameWasNotKept} />
		</>
	);
};

const Place = ({ address }: { readonly address: Hex }) => {
	const { view } = useShared();
	const labels = labelsOf(view);
	const { busy, fault, arrange } = useArrange();
	const at = labels.findIndex((one) => one.address === address);
	const hidden = labels[at]?.hidden === true;
	const isShown = view.account === address;
	return (
		<Section title={say().accounts.inTheList}>
			<div class="buttons left">
				<Button
					busy={busy}
					disabled={at <= 0}
					onClick={() => arrange(moved(labels, address, -1))}
				>
					{say().accounts.moveUp}
				</Button>
				<Button
					busy={busy}
					disabled={at >= labels.length - 1}
					onClick={() => arrange(moved(labels, address, 1))}
				>
					{say().accounts.moveDown}
				</Button>
				<Button
					busy={busy}
					disabled={isShown}
					onClick={() =>
						arrange(
							labels.map((one) =>
								one.address === address ? { ...one, hidden: !hidden } : one,
							),
						)
					}
				>
					{hidden ? say().accounts.doNotHideIt : say().accounts.hideIt}
				</Button>
			</div>
			<p class="small">
				{isShown
					? say().accounts.theAccountThatIsShownNow
					: say().accounts.aHiddenAccountIsLeftOut}
			</p>
			<FaultNote fault={fault} title={say().accounts.theListWasNotChanged} />
		</Section>
	);
};

const Remove = ({ address }: { readonly address: Hex }) => {
	const { wallet, view, status, refresh } = useShared();
	const [asked, setAsked] = useState(false);
	const { busy, fault, run } = useWork();
	const held = heldBy(status, address);
	if (held === undefined) return null;
	const goes =
		isOwn(held) &&
		!status.held.some(
			(one) =>
				one.address !== address && isOwn(one) && one.secret === held.secret,
		);
	const remove = () =>
		void run(async () => {
			await wallet.keys("keys.remove", { address, withSecret: goes });
			await refresh();
			go("accounts");
		});
	return (
		<Section title={say().accounts.remove}>
			<FaultNote fault={fault} title={say().accounts.itWasNotRemoved} />
			{asked ? (
				<Note
					tone={goes ? "bad" : "wait"}
					title={say().accounts.remove2(accountName(view, address))}
				>
					<p>
						{held.kind === "device"
							? say().device.removeSays
							: held.kind === "watch"
								? say().accounts.youOnlyWatchItNothingIs
								: !goes
									? say().accounts.yourRecoveryPhraseCanBringIt
									: held.kind === "key"
										? say().accounts.itsPrivateKeyIsDeletedFrom
										: say().accounts.itIsTheLastAccountOf}
					</p>
					<div class="note-do">
						<Button onClick={() => setAsked(false)}>
							{say().accounts.keepIt}
						</Button>
						<Button busy={busy} onClick={remove}>
							{goes
								? say().accounts.iHaveItOnPaperRemove
								: say().accounts.removeIt}
						</Button>
					</div>
				</Note>
			) : (
				<Button onClick={() => setAsked(true)}>
					{say().accounts.removeThisAccount}
				</Button>
			)}
		</Section>
	);
};

export const OneAccount = ({ address }: { readonly address: Hex }) => {
	const { view, status } = useShared();
	const held = heldBy(status, address);
	if (held === undefined)
		return (
			<Frame title={say().accounts.account} onBack={() => go("accounts")}>
				<p class="lead">{say().accounts.thisAccountIsNotInYour}</p>
			</Frame>
		);
	return (
		<Frame
			title={accountName(view, address)}
			under={listedKindWords(status, view, address)}
			onBack={() => go("accounts")}
		>
			<div class="read">
				<div class="account-face">
					<AccountIcon address={address} size={44} />
					<Hash value={checksummed(address)} what={say().accounts.address2} />
				</div>
				{view.safes?.includes(address) === true ? (
					<ul class="rows own-safe">
						<li class="row">
							<RowLink
								name={say().safe.manage}
								onGo={() => go("safe", address)}
							/>
						</li>
					</ul>
				) : null}
				<Name address={address} />
				<Place address={address} />
				{held.kind === "device" ? (
					<Section title={say().device.keyTitle}>
						<p>{say().device.keySays(held.way, held.path)}</p>
					</Section>
				) : held.kind === "watch" ? null : (
					<Section title={say().accounts.itsKey}>
						<ul class="rows">
							{held.kind === "phrase" ? (
								<li class="row">
									<RowLink
										name={say().accounts.showTheRecoveryPhrase}
										onGo={() => go("phrase", held.secret)}
									/>
								</li>
							) : null}
							<li class="row">
								<RowLink
									name={say().accounts.showThePrivateKey}
									onGo={() => go("key", address)}
								/>
							</li>
						</ul>
					</Section>
				)}
				<Remove address={address} />
			</div>
		</Frame>
	);
};
