#!/usr/bin/env Rscript
# Sales of the shop.

library(dplyr)
library("ggplot2")
require(stats)
suppressPackageStartupMessages(library(tidyr))
source("helpers/read.R")
box::use(./stock[load_stock])

MAX_ORDERS <- 100L
default_rate = 0.19
"legacy name" <- 1
shop_env <- new.env()

#' Total of the orders
#'
#' @param orders A data frame
#' @export
order_total <- function(orders, rate = default_rate, ...) {
  if (nrow(orders) > MAX_ORDERS) {
    stop("too many orders: ", nrow(orders))
  }

  net <- sum(orders$price * orders$count, na.rm = TRUE)
  gross <- net * (1 + rate)
  helper <- function(x) round(x, digits = 2)
  helper(gross)
}

square = function(x) x^2
cube <- \(x) x^3

# Counts by customer.
by_customer <- function(orders) {
  orders %>%
    filter(state == "paid") |>
    group_by(customer) %>%
    summarise(total = order_total(cur_data()), n = n())
}

# An S3 class.
new_order <- function(number, lines = list()) {
  structure(list(number = number, lines = lines), class = "order")
}

print.order <- function(x, ...) {
  cat("Order", x$number, "\n")
  invisible(x)
}

`%+%` <- function(a, b) paste0(a, b)

setClass("Customer", representation(name = "character", orders = "list"))
setGeneric("greet", function(object, ...) standardGeneric("greet"))
setMethod("greet", "Customer", function(object, ...) {
  message("Hello ", object@name)
  object@orders[[1]]
})

Account <- R6::R6Class("Account",
  inherit = Entity,
  public = list(
    balance = 0,
    initialize = function(balance = 0) {
      self$balance <- balance
    },
    deposit = function(amount) {
      self$balance <- self$balance + amount
      private$log("deposit")
      invisible(self)
    }
  ),
  private = list(log = function(text) utils::head(text))
)

counter <- 0
count_up <- function() {
  counter <<- counter + 1
  for (i in seq_len(3)) {
    assign("last", i, envir = shop_env)
  }
  while (TRUE) break
  repeat {
    next
  }
}

5 -> five
sapply(1:3, square)
do.call(order_total, list(load_stock()))
plot <- ggplot(by_customer(orders_all), aes(x = customer, y = total)) + geom_col()
result <- tryCatch(order_total(orders_all), error = function(e) conditionMessage(e))
