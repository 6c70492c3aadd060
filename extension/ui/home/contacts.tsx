// The address book: names for addresses of others, kept on this device. One is taken into the field of a recipient by a click.

import { useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import { isPlainName } from "../../../src/base/symbol.ts";
import { shortHex } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import {
	mostContactName,
	mostContacts,
	type NamedAddress,
} from "../../../src/protocol/own-ui.ts";
import { accountName, labelsOf } from "../accounts/names.ts";
import { typedAddress } from "../address.ts";
import { Button, Field, Hash, Say, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { SettingsPage } from "../parts/settings-page.tsx";
import { recipientNote } from "../popup/sources.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";

/** Changes the whole list: on disk when it resolves. */
const useContacts = () => {
	const { wallet, view, refresh } = useShared();
	const { busy, fault, run } = useWork();
	const contacts = view.contacts ?? [];
	const set = (next: readonly NamedAddress[]): Promise<boolean> =>
		run(async () => {
			await wallet.engine("contacts.set", { contacts: next });
			await refresh();
		});
	return { contacts, busy, fault, set };
};

const AddContact = ({
	kept: { contacts, busy, set },
	onAdded,
}: {
	readonly kept: ReturnType<typeof useContacts>;
	readonly onAdded: (name: string) => void;
}) => {
	const { view } = useShared();
	const words = say().contacts;
	const [typed, setTyped] = useState({ name: "", address: "" });
	const { address, wrong } = typedAddress(typed.address);
	const name = typed.name.trim();
	const nameWrong =
		name === ""
			? null
			: !isPlainName(name, mostContactName)
				? words.nameWrong
				: contacts.some((one) => one.name === name)
					? words.nameTaken
					: null;
	const addressWrong =
		typed.address === ""
			? null
			: (wrong ??
				(contacts.some((one) => one.address === address) ||
				view.accounts.some((own) => own === address)
					? words.addressTaken
					: null));
	const note = address === null ? null : recipientNote(view, address);
	const right =
		name !== "" &&
		nameWrong === null &&
		address !== null &&
		addressWrong === null &&
		contacts.length < mostContacts;
	const add = (to: Hex) =>
		void set([...contacts, { address: to, name }]).then((done) => {
			if (!done) return;
			setTyped({ name: "", address: "" });
			onAdded(name);
		});
	return (
		<Section title={words.add}>
			<Field
				name={words.name}
				value={typed.name}
				onValue={(next) => setTyped({ ...typed, name: next })}
				wrong={nameWrong}
			/>
			<Field
				name={words.address}
				value={typed.address}
				onValue={(next) => setTyped({ ...typed, address: next })}
				mono
				wrong={addressWrong}
				note={note === null || !note.warn ? words.compare : note.says}
			/>
			<div class="buttons">
				<Button
					main
					busy={busy}
					disabled={!right}
					onClick={() => {
						if (right && address !== null) add(address);
					}}
				>
					{words.addIt}
				</Button>
			</div>
		</Section>
	);
};

export const Contacts = () => {
	const words = say().contacts;
	const list = useContacts();
	const [done, setDone] = useState("");
	const { contacts, busy, fault, set } = list;
	return (
		<SettingsPage words={words}>
			<p class="lead">{contacts.length === 0 ? words.empty : words.lead}</p>
			<Say>{done}</Say>
			<FaultNote fault={fault} title={words.notKept} />
			<ul class="rows">
				{contacts.map(({ address, name }) => (
					<li key={address} class="row">
						<div class="row-part">
							<span class="row-name">
								<b>
									<bdi>{name}</bdi>
								</b>
								<Hash value={checksummed(address)} what={words.address} />
							</span>
							<Button
								quiet
								busy={busy}
								label={words.removeName(name)}
								onClick={() =>
									void set(contacts.filter((one) => one.address !== address))
								}
							>
								{words.remove}
							</Button>
						</div>
					</li>
				))}
			</ul>
			<AddContact kept={list} onAdded={(name) => setDone(words.added(name))} />
		</SettingsPage>
	);
};

/** Whom one may mean, while nothing is typed: other accounts of one's own, and the address words. */
export const PickRecipient = ({
	typed,
	onUse,
}: {
	readonly typed: string;
	readonly onUse: (address: string) => void;
}) => {
	const { view } = useShared();
	const words = say().contacts;
	const [isOpen, setOpen] = useState(false);
	const choices = [
		...(view.contacts ?? []),
		...labelsOf(view)
			.filter(({ address, hidden }) => !hidden && address !== view.account)
			.map(({ address }) => ({ address, name: accountName(view, address) })),
	];
	if (typed !== "" || choices.length === 0) return null;
	return (
		<details
			class="pick"
			aria-label={words.pick}
			onToggle={(event) => setOpen(event.currentTarget.open)}
		>
			<summary>{words.pick}</summary>
			<ul class="rows">
				{(isOpen ? choices : []).map(({ address, name }) => (
					<li key={address} class="row">
						<button
							type="button"
							class="row-part"
							onClick={() => onUse(checksummed(address))}
						>
							<span class="row-name">
								<b>
									<bdi>{name}</bdi>
								</b>
								<code>{shortHex(checksummed(address))}</code>
							</span>
						</button>
					</li>
				))}
			</ul>
		</details>
	);
};
