// Looking for accounts of a phrase that were used before. Nothing is asked before the person says so: the endpoints learn the
// addresses that are looked at.

import { useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import { Fault } from "../../../src/base/fault.ts";
import { shortHex } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import { Exact } from "../parts/amount.tsx";
import { Button } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { coinOn } from "../words.ts";
import { type Discovery, discover, type FoundAccount } from "./discover.ts";
import { AccountIcon } from "./icon.tsx";
import { phrasesOf } from "./names.ts";
import { PhraseChoice } from "./phrase-choice.tsx";

export const FoundRow = ({
	one,
	chosen,
	onChoose,
}: {
	readonly one: FoundAccount;
	readonly chosen: boolean;
	readonly onChoose: () => void;
}) => {
	const { view, status } = useShared();
	const isHere = status.held.some(
		({ address, kind }) => address === one.address && kind !== "watch",
	);
	return (
		<li class="row">
			<label class="row-part">
				<input
					type="checkbox"
					checked={isHere || chosen}
					disabled={isHere}
					onChange={onChoose}
				/>
				<AccountIcon address={one.address} />
				<span class="row-name">
					<b>{say().accounts.number(one.index + 1)}</b>
					<span class="row-says">
						<code>{shortHex(checksummed(one.address), 4)}</code>
						{isHere ? say().accounts.isHereAlready : ""}
					</span>
				</span>
				<span class="row-amount">
					{one.on.map(({ chainId, title, nonce, balanceWei }) => (
						<span key={chainId} class="found-on">
							<Exact value={balanceWei} {...coinOn(view, chainId)} />
							<span class="age">{say().accounts.sentTimes(title, nonce)}</span>
						</span>
					))}
				</span>
			</label>
		</li>
	);
};

const Found = ({
	discovery,
	chosen,
	onToggle,
}: {
	readonly discovery: Discovery;
	readonly chosen: ReadonlySet<number>;
	readonly onToggle: (index: number) => void;
}) => {
	const { found, unseen, places } = discovery;
	return (
		<>
			<p class="lead" role="status">
				{found.length === 0
					? say().accounts.noneOfTheFirstAccountsOf(places)
					: say().accounts.wereUsed(found.length, places)}
			</p>
			<ul class="rows">
				{found.map((one) => (
					<FoundRow
						key={one.index}
						one={one}
						chosen={chosen.has(one.index)}
						onChoose={() => onToggle(one.index)}
					/>
				))}
			</ul>
			{unseen.length === 0 ? null : (
				<p class="small">
					{say().accounts.nothingCouldBeProvedOnAccounts(unseen.join(", "))}
				</p>
			)}
		</>
	);
};

/** Looks, and keeps what was found and what the person chose of it. */
const useDiscovery = (secret: Hex | undefined) => {
	const { wallet } = useShared();
	const looking = useWork();
	const [discovery, setDiscovery] = useState<Discovery | null>(null);
	const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
	const [places, setPlaces] = useState(0);
	const look = () => {
		if (secret === undefined) return;
		void looking.run(async () => {
			setPlaces(0);
			const all = await discover(
				(from, count) => wallet.keys("keys.addresses", { secret, from, count }),
				(addresses) =>
					wallet.engine("account.look", { addresses: [...addresses] }),
				([first]) =>
					first?.fault === undefined || first.fault === null
						? new Fault("not-synced", "no chain is followed")
						: new Fault(first.fault.code, first.fault.detail),
				setPlaces,
			);
			setDiscovery(all);
			setChosen(new Set(all.found.map(({ index }) => index)));
		});
	};
	return { looking, discovery, setDiscovery, chosen, setChosen, places, look };
};

const lookWords = (busy: boolean, places: number): string =>
	!busy
		? say().accounts.lookForThem
		: places === 0
			? say().accounts.lookingAMinuteAtMost
			: say().accounts.lookedAtSoFar(places);

const addWords = (count: number): string =>
	count === 0
		? say().accounts.nothingToAdd
		: count === 1
			? say().accounts.addOneAccount
			: say().accounts.addAccounts(count);

export const FindAccounts = () => {
	const { wallet, status, refresh } = useShared();
	const [first] = phrasesOf(status);
	const [secret, setSecret] = useState(first);
	const { looking, discovery, setDiscovery, chosen, setChosen, places, look } =
		useDiscovery(secret);
	const adding = useWork();
	const missing = (discovery?.found ?? []).filter(
		({ index, address }) =>
			chosen.has(index) &&
			!status.held.some(
				(one) => one.address === address && one.kind !== "watch",
			),
	);
	const add = () =>
		void adding.run(async () => {
			if (secret === undefined) return;
			for (const { index } of missing)
				await wallet.keys("keys.addNext", { secret, index });
			await refresh();
			go("accounts");
		});
	const toggle = (index: number) => {
		const next = new Set(chosen);
		if (!next.delete(index)) next.add(index);
		setChosen(next);
	};
	return (
		<Frame
			title={say().accounts.findUsedAccounts}
			onBack={() => go("accounts")}
			footer={
				discovery === null ? (
					<Button
						main
						busy={looking.busy}
						disabled={secret === undefined}
						onClick={look}
					>
						{lookWords(looking.busy, places)}
					</Button>
				) : (
					<Button
						main
						busy={adding.busy}
						disabled={missing.length === 0}
						onClick={add}
					>
						{addWords(missing.length)}
					</Button>
				)
			}
		>
			<div class="read">
				<PhraseChoice
					chosen={secret}
					onChoose={(id) => {
						setDiscovery(null);
						setSecret(id);
					}}
				/>
				<FaultNote
					fault={looking.fault}
					title={say().accounts.nothingCouldBeProved}
				/>
				<FaultNote
					fault={adding.fault}
					title={say().accounts.notAllWereAdded}
				/>
				{discovery === null ? (
					<p class="lead">{say().accounts.sextantLooksAtTheAccountsOf}</p>
				) : (
					<Found discovery={discovery} chosen={chosen} onToggle={toggle} />
				)}
			</div>
		</Frame>
	);
};
