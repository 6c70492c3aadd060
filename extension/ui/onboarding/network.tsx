// Step 1: which Ethereum. A known network, or one from a file that is shown as a difference before it is taken.

import { useCallback, useEffect, useState } from "preact/hooks";
import { Button, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { NetworkReview } from "../parts/network-review.tsx";
import { useShared, useWork } from "../wallet.tsx";

/** In bytes: the signer has its own bound in characters, and says so. */
const mostFile = 600_000;

type KnownNetwork = {
	readonly name: string;
	readonly title: string;
	readonly imported: boolean;
};
export const NetworkStep = ({ onNext }: { readonly onNext: () => void }) => {
	const { wallet, view, refresh } = useShared();
	const [known, setKnown] = useState<readonly KnownNetwork[]>([]);
	const [chosen, setChosen] = useState(view.network?.name ?? "");
	const [file, setFile] = useState<string | null>(null);
	const [tooLarge, setTooLarge] = useState(false);
	const listing = useWork();
	const opening = useWork();
	const forgetting = useWork();
	const choosing = useWork();
	const list = useCallback(
		async () => setKnown(await wallet.engine("network.list", undefined)),
		[wallet],
	);
	const { run } = listing;
	useEffect(() => {
		void run(list);
	}, [run, list]);

	const open = (input: HTMLInputElement) => {
		const chosenFile = input.files?.[0];
		// The same file may be chosen again after it was mended.
		input.value = "";
		setFile(null);
		setTooLarge(false);
		if (chosenFile === undefined) return;
		if (chosenFile.size > mostFile) {
			setTooLarge(true);
			return;
		}
		void opening.run(async () => setFile(await chosenFile.text()));
	};
	const taken = async (name: string): Promise<void> => {
		await list();
		await refresh();
		setChosen(name);
		setFile(null);
	};
	const forget = (name: string) =>
		void forgetting.run(async () => {
			// The signer first: what it does not take any more, nobody can sign for.
			const { networks } = await wallet.keys("keys.status", undefined);
			if (networks?.some((one) => one.name === name) !== false)
				await wallet.keys("network.forget", { name });
			await wallet.engine("network.forget", { name });
			if (chosen === name) setChosen("");
			await list();
			await refresh();
		});

	return (
		<>
			<p class="lead">
				Choose the Ethereum you mean. Nothing leaves this device yet.
			</p>
			{listing.fault === null ? null : <FaultNote fault={listing.fault} />}
			<fieldset class="choice tall">
				<legend>Known networks</legend>
				{known.map(({ name, title, imported }) => (
					<label key={name}>
						<input
							type="radio"
							name="network"
							checked={chosen === name}
							onChange={() => setChosen(name)}
						/>
						<span>
							<b>{title}</b>
							<small>
								{imported ? "from a file you imported" : "part of this release"}
							</small>
						</span>
					</label>
				))}
			</fieldset>
			<Section title="Or from a file">
				<p class="small">
					A network file names the chain's start, its forks and its rollups. You
					see all that it says before it is taken.
				</p>
				<label class="file button">
					<input
						type="file"
						accept=".json,application/json"
						onChange={(event) => open(event.currentTarget)}
					/>
					Open a network file
				</label>
				{tooLarge ? (
					<p class="said wrong" role="alert">
						The file is larger than any network file. It was not read.
					</p>
				) : null}
				{opening.fault === null ? null : (
					<FaultNote fault={opening.fault} title="The file was not read." />
				)}
				{file === null ? null : (
					<NetworkReview
						key={file}
						file={file}
						verb="Import"
						onTaken={taken}
						onLeave={() => setFile(null)}
					/>
				)}
				{known.some(({ imported }) => imported) ? (
					<ul class="rows">
						{known
							.filter(({ imported }) => imported)
							.map(({ name, title }) => (
								<li key={name} class="row">
									<span class="row-part">
										<span class="row-name">
											<b>{title}</b>
										</span>
									</span>
									<Button
										quiet
										busy={forgetting.busy}
										label={`Forget the file of ${title}`}
										onClick={() => forget(name)}
									>
										Forget
									</Button>
								</li>
							))}
					</ul>
				) : null}
				{forgetting.fault === null ? null : (
					<FaultNote fault={forgetting.fault} title="It was not forgotten." />
				)}
			</Section>
			{choosing.fault === null ? null : <FaultNote fault={choosing.fault} />}
			<div class="buttons next">
				<Button
					main
					busy={choosing.busy}
					disabled={chosen === ""}
					onClick={() =>
						void choosing.run(async () => {
							if (chosen !== view.network?.name)
								await wallet.engine("network.choose", { name: chosen });
							await refresh();
							onNext();
						})
					}
				>
					Use {known.find(({ name }) => name === chosen)?.title ?? "it"}
				</Button>
			</div>
		</>
	);
};
