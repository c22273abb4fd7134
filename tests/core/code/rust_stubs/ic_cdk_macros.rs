//! The attributes of ic-cdk 0.19 and 0.20, as far as generated programs use them. Like the real ones they take
//! `name`, `manual_reply` and `composite`, and add a function that takes what the method answers as the network would:
//! the future of an asynchronous method must be 'static, and an answer must be a candid type. Without `syn`, which the
//! real ones parse with, only what generated programs look like is understood.
use proc_macro::{TokenStream, TokenTree};

struct Method {
    name: String,
    is_async: bool,
    arguments: usize,
}

fn parse(item: &TokenStream) -> Method {
    let tokens: Vec<TokenTree> = item.clone().into_iter().collect();
    let at = tokens.iter().position(|token| token.to_string() == "fn").expect("the attribute must be above a function");
    let TokenTree::Group(parameters) = &tokens[at + 2] else { panic!("the function must have no generic parameters") };
    // Every parameter has one colon of its own; types of parameters are written without paths.
    let arguments = parameters.stream().into_iter().filter(|token| token.to_string() == ":").count();
    Method { name: tokens[at + 1].to_string(), is_async: tokens[..at].iter().any(|t| t.to_string() == "async"), arguments }
}

fn option(attributes: &TokenStream, name: &str) -> bool {
    attributes.clone().into_iter().any(|token| token.to_string() == name)
}

fn checked(attributes: &TokenStream, known: &[&str]) {
    for token in attributes.clone() {
        if let TokenTree::Ident(word) = &token {
            let word = word.to_string();
            assert!(known.contains(&word.as_str()) || word == "true", "unknown attribute {word}");
        }
    }
}

fn exported(attributes: TokenStream, item: TokenStream, prefix: &str) -> TokenStream {
    let method = parse(&item);
    let arguments = vec!["::ic_cdk::stub::argument()"; method.arguments].join(", ");
    let call = format!("{}({arguments}){}", method.name, if method.is_async { ".await" } else { "" });
    let answer = if option(&attributes, "manual_reply") {
        format!("{call};")
    } else {
        format!("let result = {call}; ::ic_cdk::api::msg_reply(::candid::encode_one(result).unwrap());")
    };
    let body = if method.is_async { format!("::ic_cdk::futures::spawn(async {{ {answer} }});") } else { answer };
    let export = format!("#[allow(dead_code, clippy::all)] fn __{prefix}_{}() {{ {body} }}", method.name);
    let mut all = item;
    all.extend(export.parse::<TokenStream>().unwrap());
    all
}

#[proc_macro_attribute]
pub fn update(attributes: TokenStream, item: TokenStream) -> TokenStream {
    checked(&attributes, &["name", "manual_reply"]);
    exported(attributes, item, "update")
}

#[proc_macro_attribute]
pub fn query(attributes: TokenStream, item: TokenStream) -> TokenStream {
    checked(&attributes, &["name", "manual_reply", "composite"]);
    exported(attributes, item, "query")
}

#[proc_macro_attribute]
pub fn init(attributes: TokenStream, item: TokenStream) -> TokenStream {
    checked(&attributes, &[]);
    exported("manual_reply".parse().unwrap_or(attributes), item, "init")
}

#[proc_macro_attribute]
pub fn heartbeat(attributes: TokenStream, item: TokenStream) -> TokenStream {
    checked(&attributes, &[]);
    let method = parse(&item);
    assert!(method.arguments == 0, "#[heartbeat] function cannot have arguments.");
    exported("manual_reply".parse().unwrap_or(attributes), item, "heartbeat")
}
