// Step 1: which Ethereum. A known network, or one from a file that is shown as a difference before it is taken.

import { useCallback, useEffect, useState } from "preact/hooks";
import { Button, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { useShared, useWork } from "../wallet.tsx";

const mostFile = 200_000;

type Known = {
	readonly name: string;
	readonly title: string;
	readonly imported: boolean;
};
type Preview = {
	readonly file: string;
	readonly title: string;
	readonly lines: readonly string[];
};

/** A line of the difference; the sign in front says what it is, the colour only helps. */
export const DiffLine = ({ line }: { readonly line: string }) => {
	const kind = line.startsWith("+")
		? "added"
		: line.startsWith("-")
			? "taken"
			: line.startsWith("~")
				? "changed"
				: "kept";
	return <li class={kind}>{line}</li>;
};

export const NetworkStep = ({ onNext }: { readonly onNext: () => void }) => {
	const { wallet, view, refresh } = useShared();
	const [known, setKnown] = useState<readonly Known[]>([]);
	const [chosen, setChosen] = useState(view.network?.name ?? "");
	const [preview, setPreview] = useState<Preview | null>(null);
	const [tooLarge, setTooLarge] = useState(false);
	const listing = useWork();
	const importing = useWork();
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
		const file = input.files?.[0];
		// The same file may be chosen again after it was mended.
		input.value = "";
		setPreview(null);
		setTooLarge(false);
		if (file === undefined) return;
		if (file.size > mostFile) {
			setTooLarge(true);
			return;
		}
		void importing.run(async () => {
			const text = await file.text();
			const found = await wallet.engine("network.preview", { file: text });
			setPreview({ file: text, ...found });
		});
	};
	const take = () => {
		if (preview === null) return;
		void importing.run(async () => {
			await wallet.engine("network.import", { file: preview.file });
			const before = new Set(known.map(({ name }) => name));
			const after = await wallet.engine("network.list", undefined);
			setKnown(after);
			const fresh = after.find(({ name }) => !before.has(name));
			const same = after.find(({ title }) => title === preview.title);
			setChosen((fresh ?? same)?.name ?? chosen);
			setPreview(null);
		});
	};

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
					see what it changes before it is taken.
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
				{importing.fault === null ? null : (
					<FaultNote fault={importing.fault} title="The file was not taken." />
				)}
				{preview === null ? null : (
					<div class="card" role="status">
						<p>
							<b>{preview.title}</b> would change this:
						</p>
						<ul class="diff">
							{preview.lines.map((line, i) => (
								// Two lines of a difference may be alike; the place tells them apart.
								<DiffLine key={`${i}-${line}`} line={line} />
							))}
						</ul>
						<div class="buttons">
							<Button onClick={() => setPreview(null)}>Leave it</Button>
							<Button main busy={importing.busy} onClick={take}>
								Import {preview.title}
							</Button>
						</div>
					</div>
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
