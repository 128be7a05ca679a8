// Asks each program what it reads of a page; prints JSON: the address, then by program what it says.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import metascraper from 'metascraper'
import author from 'metascraper-author'
import date from 'metascraper-date'
import description from 'metascraper-description'
import image from 'metascraper-image'
import lang from 'metascraper-lang'
import publisher from 'metascraper-publisher'
import title from 'metascraper-title'
import url from 'metascraper-url'
import { unfurl } from 'unfurl.js'
import openGraphScraper from 'open-graph-scraper'
import { getPreviewFromContent } from 'link-preview-js'
import { extract } from '@extractus/oembed-extractor'

const scrape = metascraper([author(), date(), description(), image(), lang(), publisher(), title(), url()])

const programs = {
  metascraper: async (address, html) => scrape({ url: address, html }),
  'unfurl.js': async address => unfurl(address, { oembed: true }),
  'open-graph-scraper': async address => (await openGraphScraper({ url: address, timeout: 20 })).result,
  // it fetches nothing from an address of the machine itself, so that it is given what came
  'link-preview-js': async (address, html) =>
    getPreviewFromContent({ url: address, headers: { 'content-type': 'text/html; charset=utf-8' }, data: html }),
  '@extractus/oembed-extractor': async address => extract(address),
}

const found = {}
for (const address of readFileSync(0, 'utf8').trim().split('\n')) {
  const html = await (await fetch(address)).text()
  found[address] = {}
  for (const [name, read] of Object.entries(programs)) {
    try {
      found[address][name] = await read(address, html)
    } catch (error) {
      found[address][name] = { error: String(error.message ?? error) }
    }
  }
}
const require = createRequire(import.meta.url)
console.log(JSON.stringify({ versions: require('./package.json').dependencies, found }))
