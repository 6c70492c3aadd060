// One account: its name, its place in the list, what it comes from, and the ways to its key or out of the wallet.

import { useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import { isPlainName } from "../../../src/base/symbol.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import {
	type AccountLabel,
	mostLabel,
} from "../../../src/protocol/account-labels.ts";
import { Button, Field, Hash, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Note } from "../parts/note.tsx";
import { RowLink } from "../parts/row.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { AccountIcon } from "./icon.tsx";
import { accountName, heldBy, kindWords, labelsOf, moved } from "./names.ts";

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
			? `At most ${mostLabel} characters.`
			: "Use letters, digits and single spaces that can be seen.";

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
				name="Name"
				value={typed}
				onValue={setTyped}
				wrong={wrong}
				note="For you alone. No site is told it."
				onEnter={keep}
				after={
					<Button
						busy={busy}
						disabled={wrong !== null || name === now}
						label="Keep the name"
						onClick={keep}
					>
						Keep
					</Button>
				}
			/>
			<FaultNote fault={fault} title="The name was not kept." />
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
		<Section title="In the list">
			<div class="buttons left">
				<Button
					busy={busy}
					disabled={at <= 0}
					onClick={() => arrange(moved(labels, address, -1))}
				>
					Move up
				</Button>
				<Button
					busy={busy}
					disabled={at >= labels.length - 1}
					onClick={() => arrange(moved(labels, address, 1))}
				>
					Move down
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
					{hidden ? "Do not hide it" : "Hide it"}
				</Button>
			</div>
			<p class="small">
				{isShown
					? "The account that is shown now cannot be hidden."
					: "A hidden account is left out of the list, and no site sees it."}
			</p>
			<FaultNote fault={fault} title="The list was not changed." />
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
		held.kind !== "watch" &&
		!status.held.some(
			(one) =>
				one.address !== address &&
				one.kind !== "watch" &&
				one.secret === held.secret,
		);
	const remove = () =>
		void run(async () => {
			await wallet.keys("keys.remove", { address, withSecret: goes });
			await refresh();
			go("accounts");
		});
	return (
		<Section title="Remove">
			<FaultNote fault={fault} title="It was not removed." />
			{asked ? (
				<Note
					tone={goes ? "bad" : "wait"}
					title={`Remove ${accountName(view, address)}?`}
				>
					<p>
						{held.kind === "watch"
							? "You only watch it. Nothing is lost."
							: !goes
								? "Your recovery phrase can bring it back at any time."
								: held.kind === "key"
									? "Its private key is deleted from this device. If you have it nowhere else, everything in the account is lost for ever."
									: "It is the last account of its recovery phrase, so the phrase is deleted from this device too. If you do not have it on paper, everything in the account is lost for ever."}
					</p>
					<div class="note-do">
						<Button onClick={() => setAsked(false)}>Keep it</Button>
						<Button busy={busy} onClick={remove}>
							{goes ? "I have it on paper, remove it" : "Remove it"}
						</Button>
					</div>
				</Note>
			) : (
				<Button onClick={() => setAsked(true)}>Remove this account</Button>
			)}
		</Section>
	);
};

export const OneAccount = ({ address }: { readonly address: Hex }) => {
	const { view, status } = useShared();
	const held = heldBy(status, address);
	if (held === undefined)
		return (
			<Frame title="Account" onBack={() => go("accounts")}>
				<p class="lead">This account is not in your wallet.</p>
			</Frame>
		);
	return (
		<Frame
			title={accountName(view, address)}
			under={kindWords(status, address)}
			onBack={() => go("accounts")}
		>
			<div class="read">
				<div class="account-face">
					<AccountIcon address={address} size={44} />
					<Hash value={checksummed(address)} what="address" />
				</div>
				{view.safes?.includes(address) === true ? (
					<ul class="rows">
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
				{held.kind === "watch" ? null : (
					<Section title="Its key">
						<ul class="rows">
							{held.kind === "phrase" ? (
								<li class="row">
									<RowLink
										name="Show the recovery phrase"
										onGo={() => go("phrase", held.secret)}
									/>
								</li>
							) : null}
							<li class="row">
								<RowLink
									name="Show the private key"
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
