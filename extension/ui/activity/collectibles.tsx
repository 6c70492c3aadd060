// Collectibles: those on the list with what the account has of each, by proof; adding one, sending one, taking one off. No picture is
// fetched: whoever serves it would learn what is looked at.

import { useCallback, useEffect, useState } from "preact/hooks";
import { isHex } from "../../../src/base/bytes.ts";
import { asFault } from "../../../src/base/fault.ts";
import { shortHex } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { CollectibleView } from "../../../src/protocol/collectible-views.ts";
import type { ChainView } from "../../../src/protocol/views.ts";
import { typedAddress } from "../address.ts";
import { Age, Grade, Unproved } from "../parts/amount.tsx";
import { Button, Field, Hash, Section } from "../parts/basic.tsx";
import { ChainChoice } from "../parts/chain-choice.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { SettingsPage } from "../parts/settings-page.tsx";
import { go } from "../route.ts";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { Picture } from "./picture.tsx";
import { SendCollectible } from "./send-collectible.tsx";

/** A number as it is typed: digits alone, and no more than fit. */
const itemOf = (typed: string): string | null => {
	const text = typed.trim();
	if (!/^[0-9]{1,78}$/.test(text)) return null;
	const value = BigInt(text);
	return value >> 256n === 0n ? value.toString() : null;
};

const Add = ({
	chain,
	onAdded,
}: {
	readonly chain: ChainView;
	readonly onAdded: () => void;
}) => {
	const words = say().collectibles;
	const { wallet } = useShared();
	const { busy, fault, run, anew } = useWork();
	const [contract, setContract] = useState("");
	const [number, setNumber] = useState("");
	const { address, wrong } = typedAddress(contract);
	const item = itemOf(number);
	const ready = address !== null && item !== null;
	const add = () =>
		void run(async () => {
			if (address === null || item === null) return;
			const one = { chainId: chain.chainId, address, item };
			try {
				await wallet.engine("collectible.add", { ...one, standard: "erc721" });
			} catch (thrown) {
				// by the other standard, then: a person need not know by which it is held
				if (asFault(thrown).code !== "not-a-token") throw thrown;
				await wallet.engine("collectible.add", { ...one, standard: "erc1155" });
			}
			setNumber("");
			onAdded();
		});
	return (
		<Section title={words.add}>
			<Field
				name={words.contract}
				value={contract}
				mono
				onValue={anew(setContract)}
				wrong={contract === "" ? null : wrong}
			/>
			<Field
				name={words.number}
				value={number}
				numeric
				onValue={anew(setNumber)}
				wrong={number === "" || item !== null ? null : words.noNumber}
				onEnter={add}
			/>
			<Button busy={busy} disabled={!ready} onClick={add}>
				{words.addIt}
			</Button>
			<FaultNote fault={fault} title={words.notAdded} />
		</Section>
	);
};

/** What the account has of it, in words. */
const Held = ({ one }: { readonly one: CollectibleView }) => {
	const words = say().collectibles;
	const { held, standard, grade } = one;
	if (held === null || grade === null)
		return <Unproved words={words.noAnswer} />;
	return (
		<>
			<span>
				{held === "0"
					? words.notYours
					: standard === "erc721"
						? words.yours
						: words.youHave(groupDigits(held))}
			</span>
			<Grade grade={grade} how="computed" />
			<small class="proved-line">
				<Age asOfS={grade.asOfS} />
			</small>
		</>
	);
};

const Row = ({
	one,
	chain,
	onChanged,
}: {
	readonly one: CollectibleView;
	readonly chain: ChainView;
	readonly onChanged: () => void;
}) => {
	const words = say().collectibles;
	const { wallet } = useShared();
	const { busy, fault, run } = useWork();
	const [sending, setSending] = useState(false);
	const { chainId, address, item, standard, held, trailId } = one;
	const name = `${shortHex(checksummed(address))} ${words.itemOf(item)}`;
	const remove = () =>
		void run(async () => {
			await wallet.engine("collectible.remove", {
				...{ chainId, address, item, standard },
			});
			onChanged();
		});
	return (
		<li class="row">
			<div class="row-part">
				<span class="row-name">
					<b class="whole">{words.itemOf(item)}</b>
					<Hash value={checksummed(address)} what={words.contract} />
					<Held one={one} />
				</span>
			</div>
			<div class="row-do">
				{held === null || held === "0" || !chain.sends || sending ? null : (
					<Button
						label={words.sendLabel(name)}
						onClick={() => setSending(true)}
					>
						{words.send}
					</Button>
				)}
				{trailId === null ? null : (
					<Button
						quiet
						label={words.whyLabel(name)}
						onClick={() => go("trail", trailId)}
					>
						{words.why}
					</Button>
				)}
				<Button
					quiet
					busy={busy}
					label={words.removeLabel(name)}
					onClick={remove}
				>
					{words.remove}
				</Button>
			</div>
			<FaultNote fault={fault} title={words.notRemoved} />
			{held === null ? null : <Picture one={one} name={name} />}
			{sending ? (
				<SendCollectible one={one} onClose={() => setSending(false)} />
			) : null}
		</li>
	);
};

const useHeld = (chainId: number | undefined) => {
	const { wallet, view } = useShared();
	const { busy, fault, run } = useWork();
	const [all, setAll] = useState<readonly CollectibleView[] | null>(null);
	const { account } = view;
	const look = useCallback(() => {
		setAll(null);
		if (chainId !== undefined && isHex(account, 20))
			void run(async () => {
				setAll(await wallet.engine("collectible.look", { chainId }));
			});
	}, [wallet, run, chainId, account]);
	useEffect(look, [look]);
	return { busy, fault, all, look };
};

const OfAccount = () => {
	const words = say().collectibles;
	const { view } = useShared();
	const [chainId, setChainId] = useState(view.chains[0]?.chainId);
	const chain = view.chains.find((one) => one.chainId === chainId);
	const { busy, fault, all, look } = useHeld(chainId);
	return (
		<SettingsPage words={words}>
			<ChainChoice
				legend={words.chain}
				chains={view.chains}
				chosen={chain}
				disabled={busy}
				onChoose={setChainId}
			/>
			<FaultNote fault={fault} title={words.notRead} />
			{busy ? <p role="status">{words.looking}</p> : null}
			{all === null || chain === undefined ? null : all.length === 0 ? (
				<p>{words.none}</p>
			) : (
				<ul class="rows">
					{all.map((one) => (
						<Row
							key={`${one.address} ${one.item} ${one.standard}`}
							one={one}
							chain={chain}
							onChanged={look}
						/>
					))}
				</ul>
			)}
			{chain === undefined ? null : <Add chain={chain} onAdded={look} />}
			<p class="small">{words.noPicture}</p>
		</SettingsPage>
	);
};

/** Begun anew for another account: what was asked for one is no answer for the next. */
export const Collectibles = () => <OfAccount key={useShared().view.account} />;
