// Reads { blocks: [{ text, heading?, code? }] } from standard input and prints { name: base64 } of PDFs that show them, by two makers of PDFs.
import { readFileSync } from 'node:fs';
import PDFDocument from 'pdfkit';
import { PDFDocument as PdfLib, StandardFonts } from 'pdf-lib';

const { blocks } = JSON.parse(readFileSync(0, 'utf8'));

function kit(options, outline) {
  return new Promise(done => {
    const document = new PDFDocument(options);
    const parts = [];
    document.on('data', part => parts.push(part));
    document.on('end', () => done(Buffer.concat(parts).toString('base64')));
    for (const { text, heading, code } of blocks) {
      document.font(heading ? 'Helvetica-Bold' : code ? 'Courier' : 'Times-Roman').fontSize(heading ? 18 : 11).text(text, { align: code ? 'left' : 'justify' });
      document.moveDown();
      if (heading && outline) {
        document.outline.addItem(text);
      }
    }
    document.end();
  });
}

async function lib(options) {
  const document = await PdfLib.create();
  const fonts = { text: await document.embedFont(StandardFonts.TimesRoman), heading: await document.embedFont(StandardFonts.HelveticaBold), code: await document.embedFont(StandardFonts.Courier) };
  let page = document.addPage();
  let y = 780;
  for (const { text, heading, code } of blocks) {
    const size = heading ? 18 : 11;
    for (const line of text.match(/.{1,80}(\s|$)/g)) {
      if (y < 60) {
        page = document.addPage();
        y = 780;
      }
      page.drawText(line.trimEnd(), { x: 50, y, size, font: heading ? fonts.heading : code ? fonts.code : fonts.text });
      y -= 1.2 * size;
    }
    y -= 14;
  }
  return Buffer.from(await document.save(options)).toString('base64');
}

const files = { 'pdfkit': await kit({}, false), 'pdfkit with an outline, not packed': await kit({ compress: false }, true) };
for (const pdfVersion of ['1.3', '1.4', '1.6', '1.7', '1.7ext3']) {
  files[`pdfkit encrypted ${pdfVersion}`] = await kit({ pdfVersion, ownerPassword: 'owner' }, true);
  files[`pdfkit locked ${pdfVersion}`] = await kit({ pdfVersion, userPassword: 'user', ownerPassword: 'owner' }, true);
}
files['pdf-lib'] = await lib({});
files['pdf-lib, a table of references'] = await lib({ useObjectStreams: false });
console.log(JSON.stringify(files));
