package browsertest

// File is what a page gives its visitor to keep.
type File struct {
	Name    string
	Content []byte
}

// Saves runs a function of the page that makes it save a file, and returns the
// file instead of putting it on a disk.
func (p *Page) Saves(function string, arguments ...any) File {
	p.t.Helper()
	p.Do(`() => {
		if (window.savedFiles) return;
		window.savedFiles = [];
		let made;
		const address = URL.createObjectURL;
		URL.createObjectURL = (blob) => address.call(URL, (made = blob));
		HTMLAnchorElement.prototype.click = function () { savedFiles.push({ name: this.download, blob: made }); };
	}`)
	p.Do(`() => { savedFiles.length = 0; }`)
	p.Do(function, arguments...)
	p.Until("a file is saved", `() => savedFiles.length === 1`)
	var file File
	p.Read(&file, `async () => {
		const [{ name, blob }] = savedFiles;
		const bytes = new Uint8Array(await blob.arrayBuffer());
		return { Name: name, Content: btoa(Array.from(bytes, (b) => String.fromCharCode(b)).join("")) };
	}`)
	return file
}
